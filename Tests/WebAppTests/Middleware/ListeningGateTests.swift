import NIOCore
import NIOEmbedded
import Testing

@testable import WebApp

/// When a listening socket that is told to close does so.
struct ListeningGateTests {
  private let gate = ListeningGate()
  private let socket = EmbeddedChannel()

  init() throws {
    try socket.pipeline.syncOperations.addHandler(ListeningGate.Handler(gate: gate), position: .first)
    try socket.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
  }

  private func accept() throws -> EmbeddedChannel {
    let connection = EmbeddedChannel(loop: socket.embeddedEventLoop)
    try socket.writeInbound(connection as any Channel)
    return connection
  }

  private func pass(_ time: TimeAmount) { socket.embeddedEventLoop.advanceTime(by: time) }

  @Test func aSocketWithoutNewConnectionsClosesAtOnce() throws {
    gate.pass(try accept())
    socket.close(promise: nil)
    #expect(!socket.isActive)
  }

  @Test func itWaitsForAConnectionThatIsNotServedYet() throws {
    let connection = try accept()
    socket.close(promise: nil)
    pass(.milliseconds(50))
    #expect(socket.isActive)
    gate.pass(connection)
    pass(.milliseconds(1))
    #expect(!socket.isActive)
  }

  @Test func aConnectionThatIsLostIsNotWaitedFor() throws {
    let connection = try accept()
    socket.close(promise: nil)
    connection.close(promise: nil)
    pass(.milliseconds(1))
    #expect(!socket.isActive)
  }

  @Test func itDoesNotWaitForever() throws {
    _ = try accept()
    socket.close(promise: nil)
    pass(.milliseconds(1900))
    #expect(socket.isActive)
    pass(.milliseconds(200))
    #expect(!socket.isActive)
  }
}
