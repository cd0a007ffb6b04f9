package import AsyncHTTPClient
package import Core
import Foundation
package import Logging

/// The way to the providers: a canonical request in, a canonical answer, stream or typed error out.
///
/// A credential is an argument of each call; nothing of it is kept or logged.
package struct ModelGateway: Sendable {
  let transport: ProviderTransport

  /// - Parameters:
  ///   - httpClient: set up with `GatewayHTTPClient.configuration`, which follows no redirects
  ///   - endpoints: the providers that can be called, and where; calling another one fails as unreachable
  package init(
    httpClient: HTTPClient, endpoints: [Provider: ProviderEndpoint] = ProviderEndpoint.defaults,
    timeouts: GatewayTimeouts = .init(), limits: GatewayLimits = .init(), retries: RetryPolicy = .init(), logger: Logger
  ) {
    transport = ProviderTransport(
      httpClient: httpClient, endpoints: endpoints, timeouts: timeouts, limits: limits, retries: retries,
      logger: logger)
  }
}

extension ModelGateway {
  /// Asks and waits for the whole answer.
  /// - Parameter credential: the key; only a local server can be asked without one
  package func complete(
    _ request: ChatRequest, at provider: Provider, credential: Secret?
  ) async throws(ProviderError) -> ChatResponse {
    let patient = transport.waiting(for: ModelProfile.of(request.model, at: provider))
    let exchange = try await patient.open(ProviderRequest(request, at: provider, isStream: false), key: credential)
    let body = try await exchange.body(upTo: transport.limits.answerBytes)
    var reader = WireFormat.of(provider).reader(for: provider)
    var collector = ChatCollector()
    var events: [ChatEvent] = []
    try reader.readWhole(Data(body), into: &events)
    events.forEach { collector.add($0) }
    return collector.response(model: reader.model)
  }

  /// Asks for the answer piece by piece; nothing is sent before the first piece is awaited.
  package func stream(_ request: ChatRequest, at provider: Provider, credential: Secret?) -> ChatStream {
    ChatStream(transport: transport, request: request, provider: provider, credential: credential)
  }

  /// The ids of the models that the provider lists for this key, without `models/` before them; free of charge.
  package func models(at provider: Provider, credential: Secret?) async throws(ProviderError) -> [String] {
    let exchange = try await transport.open(ProviderRequest(modelsAt: provider), key: credential)
    let body = Data(try await exchange.body(upTo: transport.limits.answerBytes))
    guard let list = ModelList(body) else {
      throw .malformedAnswer(ProviderFailure(provider: provider, status: exchange.status))
    }
    return list.ids
  }
}
