import Core

/// A model that a simulated provider offers.
struct SimulatedModelEntry: Sendable, Equatable {
  var id: String
  var name: String
  /// In tokens.
  var contextWindow = 128_000
  var maxOutput = 16_384
}

extension SimulatedModelEntry {
  /// The models of a provider, newest first.
  static func all(at provider: Provider) -> [SimulatedModelEntry] {
    switch provider {
    case .openai: openAI
    case .anthropic: anthropic
    case .groq: groq
    case .gemini: gemini
    case .local: [SimulatedModelEntry(id: "local-model", name: "Local model", contextWindow: 8192, maxOutput: 4096)]
    }
  }

  /// The one model that the behaviour `nomodel` leaves.
  static func leftOver(at provider: Provider) -> SimulatedModelEntry {
    switch provider {
    case .openai, .local: SimulatedModelEntry(id: "babbage-002", name: "babbage-002")
    case .anthropic: SimulatedModelEntry(id: "claude-2.1", name: "Claude 2.1")
    case .groq: SimulatedModelEntry(id: "whisper-large-v3", name: "whisper-large-v3")
    case .gemini: SimulatedModelEntry(id: "embedding-001", name: "Embedding 001")
    }
  }

  /// Whether the provider serves a model: it is listed, or it is a dated edition of a listed one.
  static func serves(_ model: String, at provider: Provider) -> Bool {
    if provider == .local { return !model.isEmpty }
    return all(at: provider).contains { entry in
      guard model.hasPrefix(entry.id) else { return false }
      let edition = model.dropFirst(entry.id.count)
      return edition.isEmpty || edition == "-latest" || (edition.first == "-" && edition.dropFirst().allSatisfy(isDate))
    }
  }

  private static func isDate(_ character: Character) -> Bool { character.isNumber || character == "-" }

  private static let openAI = [
    listed("gpt-5.2", 400_000, 128_000), listed("gpt-5.1", 400_000, 128_000), listed("gpt-5", 400_000, 128_000),
    listed("gpt-5-mini", 400_000, 128_000), listed("gpt-5-nano", 400_000, 128_000),
    listed("gpt-4.1", 1_047_576, 32_768), listed("gpt-4.1-mini", 1_047_576, 32_768),
    listed("gpt-4.1-nano", 1_047_576, 32_768), listed("gpt-4o", 128_000, 16_384),
    listed("gpt-4o-mini", 128_000, 16_384), listed("o4-mini", 200_000, 100_000), listed("o3", 200_000, 100_000),
    listed("o1", 200_000, 100_000),
  ]

  private static let anthropic = [
    listed("claude-haiku-4-5", "Claude Haiku 4.5"), listed("claude-sonnet-5", "Claude Sonnet 5"),
    listed("claude-sonnet-4-6", "Claude Sonnet 4.6"), listed("claude-sonnet-4-5", "Claude Sonnet 4.5"),
    listed("claude-opus-4-8", "Claude Opus 4.8"), listed("claude-opus-4-6", "Claude Opus 4.6"),
    listed("claude-opus-4-5", "Claude Opus 4.5"), listed("claude-opus-4-1", "Claude Opus 4.1"),
  ]

  private static let groq = [
    listed("llama-3.3-70b-versatile", 131_072, 32_768), listed("llama-3.1-8b-instant", 131_072, 131_072),
    listed("openai/gpt-oss-120b", 131_072, 65_536), listed("openai/gpt-oss-20b", 131_072, 65_536),
    listed("meta-llama/llama-4-scout-17b-16e-instruct", 131_072, 8192), listed("qwen/qwen3-32b", 131_072, 40_960),
  ]

  private static let gemini = [
    listed("gemini-3-pro-preview", "Gemini 3 Pro", 1_048_576),
    listed("gemini-3-flash-preview", "Gemini 3 Flash", 1_048_576),
    listed("gemini-2.5-pro", "Gemini 2.5 Pro", 1_048_576), listed("gemini-2.5-flash", "Gemini 2.5 Flash", 1_048_576),
    listed("gemini-2.5-flash-lite", "Gemini 2.5 Flash-Lite", 1_048_576),
    listed("gemini-2.0-flash", "Gemini 2.0 Flash", 1_048_576),
  ]

  private static func listed(_ id: String, _ context: Int, _ output: Int) -> SimulatedModelEntry {
    SimulatedModelEntry(id: id, name: id, contextWindow: context, maxOutput: output)
  }

  private static func listed(_ id: String, _ name: String, _ context: Int = 200_000) -> SimulatedModelEntry {
    SimulatedModelEntry(id: id, name: name, contextWindow: context, maxOutput: 65_536)
  }
}
