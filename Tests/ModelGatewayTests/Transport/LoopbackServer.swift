import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// A server on loopback that reads whole requests and answers each with the next steps of its script.
final class LoopbackServer: Sendable {
  /// What the server does with one request.
  enum Step: Sendable {
    case send(String)
    case wait(Duration)
    /// Closes the connection.
    case close
    /// Says nothing more; the connection stays open.
    case hang
  }

  struct Request: Sendable {
    let head: String
    let body: String
  }

  private struct State {
    var answers: [[Step]]
    var requests: [Request] = []
    var closedWhileAnswering = 0
    var connections = 0
  }

  private let state: Mutex<State>
  private let channel: Mutex<(any Channel)?>

  private init(answers: [[Step]]) {
    state = Mutex(State(answers: answers))
    channel = Mutex(nil)
  }

  /// Runs the body with a server that gives these answers, one for each request, and repeats the last.
  static func run<Result>(_ answers: [Step]..., body: (LoopbackServer) async throws -> Result) async throws -> Result {
    try await run(script: answers, body: body)
  }

  static func run<Result>(
    script answers: [[Step]], body: (LoopbackServer) async throws -> Result
  ) async throws -> Result {
    let server = LoopbackServer(answers: answers)
    let bootstrap = ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(LoopbackHandler(server: server))
        }
      }
    let listening = try await bootstrap.bind(host: "127.0.0.1", port: 0).get()
    server.channel.withLock { $0 = listening }
    do {
      let result = try await body(server)
      try? await listening.close()
      return result
    } catch {
      try? await listening.close()
      throw error
    }
  }

  var address: String { "http://127.0.0.1:\(channel.withLock { $0?.localAddress?.port } ?? 0)" }
  var requests: [Request] { state.withLock { $0.requests } }
  var connections: Int { state.withLock { $0.connections } }
  /// How many connections the client closed while an answer was still going on.
  var closedWhileAnswering: Int { state.withLock { $0.closedWhileAnswering } }

  func take(_ request: Request) -> [Step] {
    state.withLock { state in
      state.requests.append(request)
      return state.answers.count > 1 ? state.answers.removeFirst() : state.answers.first ?? [.close]
    }
  }

  func countConnection() { state.withLock { $0.connections += 1 } }
  func countEarlyClose() { state.withLock { $0.closedWhileAnswering += 1 } }
}

/// Reads one request after the other off a connection.
private final class LoopbackHandler: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  private let server: LoopbackServer
  private var received = ""
  private var isAnswering = false

  init(server: LoopbackServer) { self.server = server }

  func channelActive(context: ChannelHandlerContext) { server.countConnection() }

  func channelInactive(context: ChannelHandlerContext) {
    if isAnswering { server.countEarlyClose() }
    isAnswering = false
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    received += String(buffer: unwrapInboundIn(data))
    guard let end = received.range(of: "\r\n\r\n") else { return }
    let head = String(received[..<end.lowerBound])
    let length = head.lowercased().split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
      .flatMap { Int($0.dropFirst(15).filter(\.isNumber)) }
    let body = received[end.upperBound...]
    guard body.utf8.count >= length ?? 0 else { return }
    received = ""
    isAnswering = true
    answer(server.take(.init(head: head, body: String(body)))[...], on: context)
  }

  private func answer(_ steps: ArraySlice<LoopbackServer.Step>, on context: ChannelHandlerContext) {
    guard context.channel.isActive else { return }
    guard let step = steps.first else { return isAnswering = false }
    let rest = steps.dropFirst()
    switch step {
    case .send(let text):
      context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
      answer(rest, on: context)
    case .wait(let time):
      let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
      context.eventLoop.scheduleTask(
        in: .milliseconds(time.components.seconds * 1000 + time.components.attoseconds / 1_000_000_000_000_000)
      ) {
        bound.value.0.answer(rest, on: bound.value.1)
      }
    case .close:
      isAnswering = false
      context.close(promise: nil)
    case .hang: break
    }
  }
}

extension LoopbackServer.Step {
  /// A whole answer with a length.
  static func answer(
    _ body: String, status: String = "200 OK", type: String = "application/json", headers: [String] = []
  ) -> Self {
    let lines =
      ["HTTP/1.1 \(status)", "content-type: \(type)", "content-length: \(body.utf8.count)"] + headers
    return .send(lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
  }

  /// The head of an event stream; its pieces follow as chunks.
  static let streamHead = Self.send(
    "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n")

  static func chunk(_ text: String) -> Self {
    .send(String(text.utf8.count, radix: 16) + "\r\n" + text + "\r\n")
  }

  static let lastChunk = Self.send("0\r\n\r\n")
}
