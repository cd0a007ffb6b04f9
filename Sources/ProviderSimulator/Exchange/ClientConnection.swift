import NIOCore
import Synchronization

/// The connection of one client: tells whether it is still there, and can be cut.
final class ClientConnection: Sendable {
  private let channel: any Channel
  private let isClosed = Mutex(false)

  init(_ channel: any Channel) {
    self.channel = channel
    channel.closeFuture.whenComplete { [weak self] _ in self?.isClosed.withLock { $0 = true } }
  }

  /// Thrown to whoever writes to a client that has left.
  struct Gone: Error {}
  /// Thrown to end a response in its middle.
  struct Cut: Error {}

  func check() throws {
    if isClosed.withLock({ $0 }) { throw Gone() }
  }

  /// Waits, but ends at once (to 20 ms) when the client leaves.
  func pause(for duration: Duration) async throws {
    var remaining = duration
    while remaining > .zero {
      try check()
      let slice = min(remaining, .milliseconds(20))
      try await Task.sleep(for: slice)
      remaining -= slice
    }
    try check()
  }

  func whenClosed(_ action: @escaping @Sendable () -> Void) {
    channel.closeFuture.whenComplete { _ in action() }
  }

  /// Closes the connection without another byte.
  func cut() async {
    try? await channel.close().get()
  }
}

/// Closes the whole connection as soon as the client closes its half, since no client of these APIs half-closes to go
/// on listening.
final class CloseWithClientHandler: ChannelInboundHandler, RemovableChannelHandler {
  typealias InboundIn = NIOAny

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .inputClosed? = event as? ChannelEvent {
      context.close(promise: nil)
    } else {
      context.fireUserInboundEventTriggered(event)
    }
  }
}
