package import Core

/// Where a provider is reached.
package struct ProviderEndpoint: Sendable, Hashable {
  /// As the provider's official SDK reads it: with `/v1` for OpenAI and local servers, the bare host for the others.
  /// A slash at the end is ignored.
  package let baseURL: String

  package init(baseURL: String) {
    self.baseURL = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
  }

  /// The providers' own addresses; a local server has none until the operator names it.
  package static let defaults: [Provider: ProviderEndpoint] = [
    .openai: ProviderEndpoint(baseURL: "https://api.openai.com/v1"),
    .anthropic: ProviderEndpoint(baseURL: "https://api.anthropic.com"),
    .groq: ProviderEndpoint(baseURL: "https://api.groq.com"),
    .gemini: ProviderEndpoint(baseURL: "https://generativelanguage.googleapis.com"),
  ]

  /// The defaults, with what `OPENAI_BASE_URL`, `ANTHROPIC_BASE_URL`, `GROQ_BASE_URL`, `GEMINI_BASE_URL` and
  /// `LOCAL_BASE_URL` name instead; an empty text counts as not set.
  package static func named(in environment: [String: String]) -> [Provider: ProviderEndpoint] {
    var endpoints = defaults
    for provider in Provider.allCases {
      guard let url = environment[provider.rawValue.uppercased() + "_BASE_URL"], !url.isEmpty else { continue }
      endpoints[provider] = ProviderEndpoint(baseURL: url)
    }
    return endpoints
  }
}
