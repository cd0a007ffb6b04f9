import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@testable import WebApp

/// What happens to a kept connection when its server ends.
struct DrainingHandlerTests {
  /// Notes when it is told to close the connection.
  private final class Closer: ChannelInboundHandler {
    typealias InboundIn = HTTPRequestPart
    var isTold = false

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
      if event is ChannelShouldQuiesceEvent { isTold = true }
    }
  }

  private let channel = EmbeddedChannel()
  private let closer = Closer()
  private let head = HTTPRequest(method: .get, scheme: "http", authority: "localhost", path: "/")

  init() throws {
    try channel.pipeline.syncOperations.addHandlers([DrainingHandler(), closer])
  }

  private func drain() { channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent()) }

  private func ask() throws {
    try channel.writeInbound(HTTPRequestPart.head(head))
    try channel.writeInbound(HTTPRequestPart.end(nil))
  }

  /// Answers, and gives the `Connection` that the client saw.
  private func answer(status: HTTPResponse.Status = .ok) throws -> String? {
    try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: status)))
    try channel.writeOutbound(HTTPResponsePart.end(nil))
    guard case .head(let head)? = try channel.readOutbound(as: HTTPResponsePart.self) else { return nil }
    _ = try channel.readOutbound(as: HTTPResponsePart.self)
    return head.headerFields[.connection]
  }

  @Test func anIdleConnectionStaysForAMoment() {
    drain()
    #expect(!closer.isTold)
    channel.embeddedEventLoop.advanceTime(by: .milliseconds(1999))
    #expect(!closer.isTold)
    channel.embeddedEventLoop.advanceTime(by: .milliseconds(1))
    #expect(closer.isTold)
  }

  @Test func aRequestThatComesMeanwhileIsAnsweredAndIsTheLast() throws {
    drain()
    try ask()
    #expect(closer.isTold)
    #expect(try answer() == "close")
  }

  @Test func anAnswerUnderWayIsTheLast() throws {
    try ask()
    drain()
    #expect(closer.isTold)
    #expect(try answer() == "close")
  }

  @Test func onlyTheLastOfSeveralAtOnceSaysSo() throws {
    try ask()
    try ask()
    drain()
    #expect(try answer() == nil)
    #expect(try answer() == "close")
  }

  @Test func otherwiseConnectionsAreKept() throws {
    try ask()
    #expect(try answer() == nil)
    try ask()
    #expect(try answer() == nil)
    #expect(!closer.isTold)
  }
}
