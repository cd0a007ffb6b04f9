import Core

/// The header that carries a provider's key. Its text exists only while a request is on its way.
enum Authentication {
  static func header(of provider: Provider, key: Secret) -> (name: String, value: String) {
    switch provider {
    case .openai, .groq, .local: ("authorization", "Bearer " + key.exposedText())
    case .anthropic: ("x-api-key", key.exposedText())
    case .gemini: ("x-goog-api-key", key.exposedText())
    }
  }
}
