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

  /// Whether the provider serves a model: it is listed, or it is a dated edition of a listed one, or of a family that is.
  static func serves(_ model: String, at provider: Provider) -> Bool {
    if provider == .local { return !model.isEmpty }
    if all(at: provider).contains(where: { model == $0.id || model.hasPrefix($0.id + "-") }) { return true }
    return families(of: provider).contains { model.hasPrefix($0) }
  }

  private static func families(of provider: Provider) -> [String] {
    switch provider {
    case .openai: ["gpt-", "o1", "o3", "o4", "chatgpt-"]
    case .anthropic: ["claude-"]
    case .groq: ["llama-", "openai/gpt-oss-", "qwen/", "meta-llama/", "moonshotai/", "groq/", "gemma", "deepseek-"]
    case .gemini: ["gemini-"]
    case .local: []
    }
  }

  private static let openAI = [
    SimulatedModelEntry(id: "gpt-5", name: "gpt-5", contextWindow: 400_000, maxOutput: 128_000),
    SimulatedModelEntry(id: "gpt-5-mini", name: "gpt-5-mini", contextWindow: 400_000, maxOutput: 128_000),
    SimulatedModelEntry(id: "gpt-5-nano", name: "gpt-5-nano", contextWindow: 400_000, maxOutput: 128_000),
    SimulatedModelEntry(id: "gpt-4.1", name: "gpt-4.1", contextWindow: 1_047_576, maxOutput: 32_768),
    SimulatedModelEntry(id: "gpt-4.1-mini", name: "gpt-4.1-mini", contextWindow: 1_047_576, maxOutput: 32_768),
    SimulatedModelEntry(id: "gpt-4o", name: "gpt-4o"),
    SimulatedModelEntry(id: "gpt-4o-mini", name: "gpt-4o-mini"),
    SimulatedModelEntry(id: "o3", name: "o3", contextWindow: 200_000, maxOutput: 100_000),
    SimulatedModelEntry(id: "o4-mini", name: "o4-mini", contextWindow: 200_000, maxOutput: 100_000),
  ]

  private static let anthropic = [
    SimulatedModelEntry(id: "claude-opus-4-8", name: "Claude Opus 4.8", contextWindow: 200_000, maxOutput: 64_000),
    SimulatedModelEntry(id: "claude-sonnet-5", name: "Claude Sonnet 5", contextWindow: 200_000, maxOutput: 64_000),
    SimulatedModelEntry(id: "claude-opus-4-5", name: "Claude Opus 4.5", contextWindow: 200_000, maxOutput: 64_000),
    SimulatedModelEntry(id: "claude-sonnet-4-5", name: "Claude Sonnet 4.5", contextWindow: 200_000, maxOutput: 64_000),
    SimulatedModelEntry(id: "claude-haiku-4-5", name: "Claude Haiku 4.5", contextWindow: 200_000, maxOutput: 64_000),
  ]

  private static let groq = [
    SimulatedModelEntry(id: "llama-3.3-70b-versatile", name: "Llama 3.3 70B", maxOutput: 32_768),
    SimulatedModelEntry(id: "llama-3.1-8b-instant", name: "Llama 3.1 8B", maxOutput: 131_072),
    SimulatedModelEntry(id: "openai/gpt-oss-120b", name: "GPT OSS 120B", maxOutput: 65_536),
    SimulatedModelEntry(id: "openai/gpt-oss-20b", name: "GPT OSS 20B", maxOutput: 65_536),
    SimulatedModelEntry(id: "qwen/qwen3-32b", name: "Qwen 3 32B", maxOutput: 40_960),
  ]

  private static let gemini = [
    SimulatedModelEntry(id: "gemini-3-pro-preview", name: "Gemini 3 Pro", contextWindow: 1_048_576, maxOutput: 65_536),
    SimulatedModelEntry(
      id: "gemini-3-flash-preview", name: "Gemini 3 Flash", contextWindow: 1_048_576, maxOutput: 65_536),
    SimulatedModelEntry(id: "gemini-2.5-pro", name: "Gemini 2.5 Pro", contextWindow: 1_048_576, maxOutput: 65_536),
    SimulatedModelEntry(id: "gemini-2.5-flash", name: "Gemini 2.5 Flash", contextWindow: 1_048_576, maxOutput: 65_536),
    SimulatedModelEntry(
      id: "gemini-2.5-flash-lite", name: "Gemini 2.5 Flash-Lite", contextWindow: 1_048_576, maxOutput: 65_536),
    SimulatedModelEntry(id: "gemini-2.0-flash", name: "Gemini 2.0 Flash", contextWindow: 1_048_576, maxOutput: 8192),
  ]
}
