package import Hummingbird
package import NIOCore

/// What is known of one request: who asks, from where, and the connection it came on.
///
/// JSON keys are snake_case on the wire and camelCase in the DTOs; the decoder and the encoder translate.
package struct LatchkeyRequestContext: RequestContext {
  package var coreContext: CoreRequestContextStorage
  package let channel: any Channel
  /// Set by `SessionMiddleware`; nil for a visitor without a valid session.
  package var identity: SessionIdentity?
  /// The address of the client, for rate limits; `ClientAddressMiddleware` replaces a trusted proxy's by the one behind
  /// it.
  package var clientAddress: String

  package init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
    channel = source.channel
    clientAddress = source.channel.remoteAddress?.ipAddress ?? "unknown"
  }

  /// The largest JSON body in bytes; uploads are read by their own routes.
  package static let largestJSONBody = 1_048_576

  package var maxUploadSize: Int { Self.largestJSONBody }
  package var requestDecoder: JSONBodyDecoder { JSONBodyDecoder() }
  package var responseEncoder: JSONBodyEncoder { JSONBodyEncoder() }

  /// The id under which this request is logged.
  package var requestID: String { id }

  /// The person or guest behind the request; throws `AuthError.required` when nobody is signed in.
  package func requireIdentity() throws(AuthError) -> SessionIdentity {
    guard let identity else { throw .required }
    return identity
  }
}
