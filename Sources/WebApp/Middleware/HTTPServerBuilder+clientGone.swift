package import HummingbirdCore
import NIOCore

extension HTTPServerBuilder {
  /// HTTP/1.1 whose connections tell when their client leaves, and let go of it gently when the server ends. A connection without a request is closed after a minute;
  /// a stream that is being answered is never idle.
  package static func watchingClients(_ gate: ListeningGate = ListeningGate()) -> HTTPServerBuilder {
    HTTPServerBuilder { responder in
      let base = HTTP1Channel(
        responder: responder,
        configuration: .init(
          additionalChannelHandlers: [ClientGoneHandler(), DrainingHandler()], idleTimeout: .seconds(60)))
      return GatedChannel(base: base, gate: gate)
    }
  }
}
