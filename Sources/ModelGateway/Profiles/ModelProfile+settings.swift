extension ModelProfile {
  /// The temperature to send: nil when the family accepts none, never above its highest.
  func temperature(for chat: ChatRequest) -> Double? {
    guard acceptsTemperature, let wanted = chat.temperature else { return nil }
    return min(max(wanted, 0), highestTemperature)
  }

  /// The stop texts to send: no more than the family accepts.
  func stop(for chat: ChatRequest) -> [String]? {
    let texts = chat.stop.filter { !$0.isEmpty }.prefix(mostStopTexts ?? .max)
    return acceptsStop && !texts.isEmpty ? Array(texts) : nil
  }

  /// The limit to send: never above what the model can write, which its provider would refuse.
  func maxTokens(for chat: ChatRequest) -> Int? {
    (chat.maxTokens ?? defaultMaxTokens).map { min($0, highestMaxTokens ?? .max) }
  }
}
