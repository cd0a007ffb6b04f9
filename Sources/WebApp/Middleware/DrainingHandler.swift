package import HTTPTypes
package import NIOCore
package import NIOHTTPTypes

/// Lets go of a kept connection when the server ends, so that no request is lost on its way.
///
/// A connection that were closed the moment the server is told to end could be chosen by a proxy in that very moment for
/// a request which it must not send twice. So an idle connection stays open for `linger`; what comes meanwhile is
/// answered with `Connection: close`. A proxy that keeps idle connections for less than that never meets a closed one.
package final class DrainingHandler: ChannelDuplexHandler, RemovableChannelHandler {
  package typealias InboundIn = HTTPRequestPart
  package typealias InboundOut = HTTPRequestPart
  package typealias OutboundIn = HTTPResponsePart
  package typealias OutboundOut = HTTPResponsePart

  /// How long an idle connection stays open after the server was told to end.
  package static let linger: Duration = .seconds(2)

  private let linger: TimeAmount
  private var requests = 0
  private var isDraining = false
  private var closing: Scheduled<Void>?

  package init(linger: Duration = DrainingHandler.linger) { self.linger = TimeAmount(linger) }

  package func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    guard event is ChannelShouldQuiesceEvent else { return context.fireUserInboundEventTriggered(event) }
    isDraining = true
    guard requests == 0 else { return pass(context) }
    closing = context.eventLoop.assumeIsolated().scheduleTask(in: linger) { self.pass(context) }
  }

  package func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .head = unwrapInboundIn(data) { requests += 1 }
    context.fireChannelRead(data)
    if closing != nil, requests > 0 { pass(context) }
  }

  package func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    switch unwrapOutboundIn(data) {
    case .head(var head):
      // Those before the last of several at once must not end the connection.
      if isDraining, requests == 1, head.status.kind != .informational { head.headerFields[.connection] = "close" }
      context.write(wrapOutboundOut(.head(head)), promise: promise)
    case .body: context.write(data, promise: promise)
    case .end:
      requests -= 1
      context.write(data, promise: promise)
    }
  }

  package func handlerRemoved(context: ChannelHandlerContext) { closing?.cancel() }

  /// Tells the handler that closes the connection: at once when it is idle, else after the answer.
  private func pass(_ context: ChannelHandlerContext) {
    closing?.cancel()
    closing = nil
    context.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
  }
}

@available(*, unavailable)
extension DrainingHandler: Sendable {}
