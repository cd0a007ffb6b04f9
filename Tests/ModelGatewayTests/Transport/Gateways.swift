import AsyncHTTPClient
import Core
import Logging
import ModelGateway

extension LoopbackServer {
  /// A gateway to this server, whatever the provider. Its waits are bounds against hanging, far longer than a busy
  /// machine needs.
  func withGateway<Result>(
    timeouts: GatewayTimeouts = .init(
      connect: .seconds(60), firstByte: .seconds(60), idle: .seconds(60), keyCheck: .seconds(60)),
    limits: GatewayLimits = .init(),
    retries: RetryPolicy = .init(retries: 1, firstDelay: .milliseconds(5), longestDelay: .milliseconds(200), jitter: 0),
    body: (ModelGateway) async throws -> Result
  ) async throws -> Result {
    try await ModelGatewayTests.withGateway(
      to: address, timeouts: timeouts, limits: limits, retries: retries, body: body)
  }

  /// Waits until what the server sees comes true, for half a minute at most.
  func sees(_ condition: (LoopbackServer) -> Bool) async -> Bool {
    for _ in 0..<3000 {
      if condition(self) { return true }
      try? await Task.sleep(for: .milliseconds(10))
    }
    return false
  }
}

/// A gateway to the server at this address, whatever the provider.
func withGateway<Result>(
  to address: String, timeouts: GatewayTimeouts, limits: GatewayLimits = .init(), retries: RetryPolicy,
  body: (ModelGateway) async throws -> Result
) async throws -> Result {
  let client = HTTPClient(
    eventLoopGroupProvider: .singleton, configuration: GatewayHTTPClient.configuration(timeouts: timeouts))
  let endpoints = [
    Provider.openai: ProviderEndpoint(baseURL: address + "/v1"), .local: ProviderEndpoint(baseURL: address + "/v1"),
    .anthropic: ProviderEndpoint(baseURL: address), .groq: ProviderEndpoint(baseURL: address),
    .gemini: ProviderEndpoint(baseURL: address),
  ]
  let gateway = ModelGateway(
    httpClient: client, endpoints: endpoints, timeouts: timeouts, limits: limits, retries: retries,
    logger: Logger(label: "test"))
  do {
    let result = try await body(gateway)
    try await client.shutdown()
    return result
  } catch {
    try? await client.shutdown()
    throw error
  }
}

extension ChatRequest {
  static func asking(_ text: String = "Hi", of model: String = "gpt-4o") -> ChatRequest {
    ChatRequest(model: model, turns: [.user(text)])
  }
}

let testKey = Secret("sk-test-0123456789abcdef")
let goodAnswer =
  #"{"choices":[{"message":{"content":"Hello"},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":2}}"#
let goodChunk = #"data: {"choices":[{"delta":{"content":"Hello"}}]}"# + "\n\n"
