import Core
import Foundation

/// A request to a provider that lacks only its key and the host.
struct ProviderRequest: Sendable {
  var provider: Provider
  var method: String
  /// What follows the host at the provider's own address, such as `/v1/messages`.
  var path: String
  var query: String?
  /// Names in lower case; never a key.
  var headers: [(name: String, value: String)]
  var body: Data?
}

extension ProviderRequest {
  /// Asks a model.
  /// - Throws: `ProviderError.invalidRequest` when a number in the request is none (not finite).
  init(_ chat: ChatRequest, at provider: Provider, isStream: Bool) throws(ProviderError) {
    let profile = ModelProfile.of(chat.model, at: provider)
    let body = WireFormat.of(provider).body(for: chat, profile: profile, provider: provider, isStream: isStream)
    self.init(provider: provider, method: "POST", path: "", headers: Self.headers(for: provider, accepts: isStream))
    switch provider {
    case .openai, .local: path = "/v1/chat/completions"
    case .groq: path = "/openai/v1/chat/completions"
    case .anthropic: path = "/v1/messages"
    case .gemini:
      path = "/v1beta/models/\(Self.pathPart(chat.model))" + (isStream ? ":streamGenerateContent" : ":generateContent")
      query = isStream ? "alt=sse" : nil
    }
    try setBody(body)
  }

  /// Asks which models there are: free at all providers.
  init(modelsAt provider: Provider) {
    self.init(
      provider: provider, method: "GET", path: "/v1/models", headers: Self.headers(for: provider, accepts: false))
    switch provider {
    case .openai, .local: break
    case .groq: path = "/openai/v1/models"
    case .anthropic: query = "limit=1000"
    case .gemini:
      path = "/v1beta/models"
      query = "pageSize=1000"
    }
    headers.removeAll { $0.name == "content-type" }
  }

  /// Asks Anthropic how long a question is: free, but refused when the account has no credit.
  init(countingTokensWith model: String) throws(ProviderError) {
    var request = AnthropicRequest(
      ChatRequest(model: model, turns: [.user("Hi")]), profile: ModelProfile(), isStream: false)
    request.maxTokens = nil
    self.init(
      provider: .anthropic, method: "POST", path: "/v1/messages/count_tokens",
      headers: Self.headers(for: .anthropic, accepts: false))
    try setBody(request)
  }

  private mutating func setBody(_ value: any Encodable) throws(ProviderError) {
    do {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      body = try encoder.encode(value)
    } catch {
      throw .invalidRequest(ProviderFailure(provider: provider))
    }
  }

  private static func headers(for provider: Provider, accepts isStream: Bool) -> [(name: String, value: String)] {
    var headers = [
      ("content-type", "application/json"), ("accept", isStream ? "text/event-stream" : "application/json"),
    ]
    // Firewalls in front of some providers turn away requests that do not say who asks.
    headers.append(("user-agent", "Latchkey"))
    if provider == .anthropic { headers.append(("anthropic-version", "2023-06-01")) }
    return headers.map { (name: $0.0, value: $0.1) }
  }

  /// A model's name as one part of a path, so that no name can lead elsewhere.
  private static func pathPart(_ model: String) -> String {
    let name = model.hasPrefix("models/") ? String(model.dropFirst(7)) : model
    let allowed = CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
    return name.addingPercentEncoding(withAllowedCharacters: allowed) ?? ""
  }
}
