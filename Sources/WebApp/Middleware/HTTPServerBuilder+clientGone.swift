package import HummingbirdCore
import NIOCore

extension HTTPServerBuilder {
  /// HTTP/1.1 whose connections tell when their client leaves. A connection without a request is closed after a minute;
  /// a stream that is being answered is never idle.
  package static var watchingClients: HTTPServerBuilder {
    .http1(
      configuration: .init(additionalChannelHandlers: [ClientGoneHandler()], idleTimeout: .seconds(60)))
  }
}
