package import NIOCore

/// Watches a connection for the client's leaving, without reading the request's body and without ending keep-alive.
///
/// Half-closure is allowed on server connections, so that a client that leaves shows as `inputClosed` and not as a
/// closed channel.
/// Add it to `HTTP1Channel.Configuration.additionalChannelHandlers`.
package final class ClientGoneHandler: ChannelInboundHandler, RemovableChannelHandler {
  package typealias InboundIn = NIOAny
  package let clientGone = ClientGone()

  package init() {}

  package func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .inputClosed? = event as? ChannelEvent { clientGone.signal() }
    context.fireUserInboundEventTriggered(event)
  }

  package func channelInactive(context: ChannelHandlerContext) {
    clientGone.signal()
    context.fireChannelInactive()
  }

  package func errorCaught(context: ChannelHandlerContext, error: any Error) {
    // A reset connection reports an error before it becomes inactive.
    if error is IOError { clientGone.signal() }
    context.fireErrorCaught(error)
  }
}

extension LatchkeyRequestContext {
  /// The sign that this request's client has left; one that never comes where the connection is not watched.
  package func clientGone() async -> ClientGone {
    let channel = self.channel
    let found = channel.eventLoop.submit {
      try channel.pipeline.syncOperations.handler(type: ClientGoneHandler.self).clientGone
    }
    return (try? await found.get()) ?? ClientGone()
  }
}
