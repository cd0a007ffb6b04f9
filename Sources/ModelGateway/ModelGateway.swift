package import AsyncHTTPClient
package import Core
package import Logging

/// The way to the providers: a canonical request in, a canonical answer, stream or typed error out.
///
/// A credential is an argument of each call; nothing of it is kept or logged.
package struct ModelGateway: Sendable {
  package init(
    httpClient: HTTPClient, endpoints: [Provider: ProviderEndpoint] = ProviderEndpoint.defaults,
    timeouts: GatewayTimeouts = .init(), limits: GatewayLimits = .init(), retries: RetryPolicy = .init(), logger: Logger
  ) {
  }
}

extension ModelGateway {
  /// Asks and waits for the whole answer.
  package func complete(
    _ request: ChatRequest, at provider: Provider, credential: Secret?
  ) async throws(ProviderError) -> ChatResponse {
    throw .unreachable(ProviderFailure(provider: provider))
  }

  /// Asks for the answer piece by piece; nothing is sent before the first piece is awaited.
  package func stream(_ request: ChatRequest, at provider: Provider, credential: Secret?) -> ChatStream {
    ChatStream()
  }

  /// Checks a key with a free request, and when a model is named, with one token of it, which costs a fraction of a cent.
  package func checkKey(_ key: Secret, at provider: Provider, testing model: String? = nil) async -> KeyCheckReport {
    KeyCheckReport(outcome: .unreachable)
  }
}
