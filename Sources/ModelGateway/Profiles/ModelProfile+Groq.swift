extension ModelProfile {
  /// Groq's API reference: `max_completion_tokens` for all; gpt-oss gives its reasoning apart from the text by itself,
  /// Qwen 3 and DeepSeek R1 only when asked.
  static func groq(_ name: String) -> ModelProfile {
    var profile = ModelProfile()
    profile.usesMaxCompletionTokens = true
    profile.mostStopTexts = 4
    profile.asksForParsedReasoning = ["qwen3", "qwq", "deepseek-r1"].contains { name.contains($0) }
    profile.isReasoning = profile.asksForParsedReasoning || name.contains("gpt-oss") || name.contains("compound")
    profile.thinkingCountsAsOutput = profile.isReasoning
    return profile
  }
}
