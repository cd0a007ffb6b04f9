/// A company (or the operator's own server) whose models Latchkey can call.
package enum Provider: String, Hashable, Sendable, Codable, CaseIterable, CustomStringConvertible {
  case openai, anthropic, groq, gemini
  /// An OpenAI-compatible server that the operator names with `LOCAL_BASE_URL`.
  case local

  /// The providers for which a person can bring a key of their own.
  package static let acceptingOwnKeys: [Provider] = [.openai, .anthropic, .groq, .gemini]

  package var acceptsOwnKey: Bool { self != .local }

  package var displayName: String {
    switch self {
    case .openai: "OpenAI"
    case .anthropic: "Anthropic"
    case .groq: "Groq"
    case .gemini: "Gemini"
    case .local: "Local"
    }
  }

  package var description: String { rawValue }
}
