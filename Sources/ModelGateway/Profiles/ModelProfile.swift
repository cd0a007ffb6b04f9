package import Core

/// Facts about a family of models that change how a request is written.
///
/// They are about the family, not the provider: a model that the catalog doesn't list still gets its family's profile
/// by its name.
package struct ModelProfile: Sendable, Equatable {
  /// Where the system text goes.
  package enum SystemRole: String, Sendable {
    case system, developer
    /// The family knows no system text: it is put before the first question.
    case user
  }

  /// Reasoning models refuse it, since they sample in their own way.
  package var acceptsTemperature = true
  /// The highest temperature; a higher one is lowered to it.
  package var highestTemperature = 2.0
  package var acceptsStop = true
  /// The most stop texts; those beyond are left out.
  package var mostStopTexts: Int?
  /// `max_completion_tokens` instead of `max_tokens`.
  package var usesMaxCompletionTokens = false
  package var systemRole = SystemRole.system
  /// Sent when the request names no `maxTokens`: only for providers that require one.
  package var defaultMaxTokens: Int?
  /// The most tokens that the model can write; a higher limit is lowered to it. Nil when it isn't known.
  package var highestMaxTokens: Int?
  /// The model thinks before it answers, by itself or when asked.
  package var isReasoning = false
  /// Thinking is paid from `maxTokens`, so that a small limit can leave nothing for the answer.
  package var thinkingCountsAsOutput = false
  /// The request must ask for reasoning apart from the text (`reasoning_format: parsed`), or it comes inside the text.
  package var asksForParsedReasoning = false
  /// Tool calls that are sent back need the signature of the thought that led to them, or a word that waives it.
  package var needsThoughtSignature = false
  /// The provider reports a stream's counts only when asked (`stream_options`).
  package var asksForStreamUsage = false
  /// The fewest tokens that a test of a key may ask for.
  package var smallestMaxTokens = 1

  package init() {}

  /// The profile of a model by its name; an unknown name gets its provider's plainest profile.
  package static func of(_ model: String, at provider: Provider) -> ModelProfile {
    let name = plainName(model.lowercased(), at: provider)
    var profile: ModelProfile =
      switch provider {
      case .openai: openai(name)
      case .anthropic: anthropic(name)
      case .groq: groq(name)
      case .gemini: gemini(name)
      case .local: local()
      }
    profile.highestMaxTokens =
      ModelCatalog.standard.model(named: name, at: provider)?.maxOutputTokens
      ?? profile.highestMaxTokens
    return profile
  }

  /// The family's name: without `models/` of Gemini, and without what makes a fine-tuned model of OpenAI's somebody's
  /// own (`ft:gpt-4o-mini-2024-07-18:somebody::id`).
  private static func plainName(_ name: String, at provider: Provider) -> String {
    switch provider {
    case .openai where name.hasPrefix("ft:"): String(name.dropFirst(3).prefix { $0 != ":" })
    case .gemini where name.hasPrefix("models/"): String(name.dropFirst(7))
    case .openai, .anthropic, .groq, .gemini, .local: name
    }
  }
}
