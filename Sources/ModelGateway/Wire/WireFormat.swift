import Core
import Foundation

/// How a provider's requests are written and its answers read. Groq and local servers share OpenAI's.
enum WireFormat: Sendable {
  case openai, anthropic, gemini

  static func of(_ provider: Provider) -> WireFormat {
    switch provider {
    case .openai, .groq, .local: .openai
    case .anthropic: .anthropic
    case .gemini: .gemini
    }
  }

  func reader(for provider: Provider) -> any WireReader {
    switch self {
    case .openai: OpenAIReader(provider: provider)
    case .anthropic: AnthropicReader(provider: provider)
    case .gemini: GeminiReader(provider: provider)
    }
  }

  /// The body of a request for a chat.
  func body(for chat: ChatRequest, profile: ModelProfile, provider: Provider, isStream: Bool) -> any Encodable
    & Sendable
  {
    switch self {
    case .openai: OpenAIRequest(chat, profile: profile, isStream: isStream)
    case .anthropic: AnthropicRequest(chat, profile: profile, isStream: isStream)
    case .gemini: GeminiRequest(chat, profile: profile)
    }
  }

  /// What an error body says, in words that are the same for all providers.
  func evidence(in body: Data) -> ErrorEvidence? {
    let body = body.repairingSurrogates
    return switch self {
    case .openai: OpenAIError.evidence(in: body)
    case .anthropic: AnthropicError.evidence(in: body)
    case .gemini: GeminiError.evidence(in: body)
    }
  }
}
