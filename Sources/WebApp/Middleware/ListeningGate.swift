package import HummingbirdCore
package import Logging
package import NIOCore
import Synchronization

/// Holds the closing of a listening socket back until every connection that it accepted is being served.
///
/// NIO drops a connection that is accepted in the very moment in which the socket closes, and ends the program when it
/// does (https://github.com/apple/swift-nio/issues/3481): with it would go the answers that a server is to bring to an
/// end. One for each listening socket.
package final class ListeningGate: Sendable {
  /// Accepted, and not yet served.
  private let waiting = Mutex<Set<ObjectIdentifier>>([])

  /// How often the gate looks, how long it goes on accepting meanwhile, and when it closes whatever there is.
  private static let pause: TimeAmount = .microseconds(200)
  private static let acceptingTries = 2500
  private static let mostTries = 10_000

  package init() {}

  /// Puts the gate before a socket that listens.
  package func guardClosing(of channel: any Channel) async throws {
    try await channel.eventLoop.submit {
      try channel.pipeline.syncOperations.addHandler(Handler(gate: self), position: .first)
    }.get()
  }

  /// Says that a connection is served.
  func pass(_ channel: any Channel) { _ = waiting.withLock { $0.remove(ObjectIdentifier(channel)) } }

  private func accept(_ channel: any Channel) {
    _ = waiting.withLock { $0.insert(ObjectIdentifier(channel)) }
    channel.closeFuture.whenComplete { _ in self.pass(channel) }
  }

  private var isClear: Bool { waiting.withLock(\.isEmpty) }

  /// At the head of the listening socket's pipeline, where connections come in first and closing arrives last.
  package final class Handler: ChannelDuplexHandler {
    package typealias InboundIn = any Channel
    package typealias InboundOut = any Channel
    package typealias OutboundIn = Never

    private let gate: ListeningGate
    private var tries = 0

    package init(gate: ListeningGate) { self.gate = gate }

    package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      gate.accept(unwrapInboundIn(data))
      context.fireChannelRead(data)
    }

    package func read(context: ChannelHandlerContext) {
      if tries <= ListeningGate.acceptingTries { context.read() }
    }

    package func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
      tries += 1
      guard !gate.isClear, tries < ListeningGate.mostTries else { return context.close(mode: mode, promise: promise) }
      context.eventLoop.assumeIsolated().scheduleTask(in: ListeningGate.pause) {
        self.close(context: context, mode: mode, promise: promise)
      }
    }
  }
}

/// HTTP/1.1 connections that tell the gate when they are served.
struct GatedChannel: ServerChildChannel {
  let base: HTTP1Channel
  let gate: ListeningGate

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
    base.setup(channel: channel, logger: logger)
  }

  func handle(value: HTTP1Channel.Value, logger: Logger) async {
    gate.pass(value.channel)
    await base.handle(value: value, logger: logger)
  }
}
