extension ModelProfile {
  /// OpenAI's API reference: reasoning models (o-series, gpt-5) take `max_completion_tokens`, no `temperature`, no
  /// `stop`,
  /// and instructions in the `developer` role; o1-mini and o1-preview take neither system nor developer.
  static func openai(_ name: String) -> ModelProfile {
    var profile = ModelProfile()
    profile.asksForStreamUsage = true
    profile.mostStopTexts = 4
    guard isOpenAIReasoning(name) else { return profile }
    profile.isReasoning = true
    profile.acceptsTemperature = false
    profile.acceptsStop = false
    profile.usesMaxCompletionTokens = true
    profile.thinkingCountsAsOutput = true
    profile.systemRole = name.hasPrefix("o1-mini") || name.hasPrefix("o1-preview") ? .user : .developer
    profile.smallestMaxTokens = 16
    return profile
  }

  /// `o1`, `o3-mini`, `gpt-5`, `gpt-5.1-codex`; the `…-chat-latest` ones are the chat models behind ChatGPT and don't
  /// reason.
  private static func isOpenAIReasoning(_ name: String) -> Bool {
    if name.contains("chat-latest") { return false }
    if let generation = generation(of: name, after: "gpt-") { return generation >= 5 }
    return generation(of: name, after: "o") != nil
  }

  /// The whole number that follows `prefix` at the start of a name: 5 for `gpt-5.1` after `gpt-`.
  static func generation(of name: String, after prefix: String) -> Int? {
    guard name.hasPrefix(prefix) else { return nil }
    return Int(name.dropFirst(prefix.count).prefix { $0.isASCII && $0.isNumber })
  }

  /// Any server that speaks OpenAI's chat completions: the plainest form that all of them take.
  static func local() -> ModelProfile {
    var profile = ModelProfile()
    profile.asksForStreamUsage = true
    return profile
  }
}
