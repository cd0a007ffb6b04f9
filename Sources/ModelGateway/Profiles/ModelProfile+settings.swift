extension ModelProfile {
  /// The temperature to send: nil when the family accepts none, never above its highest.
  func temperature(for chat: ChatRequest) -> Double? {
    guard acceptsTemperature, let wanted = chat.temperature else { return nil }
    return min(max(wanted, 0), highestTemperature)
  }

  func stop(for chat: ChatRequest) -> [String]? {
    let texts = chat.stop.filter { !$0.isEmpty }
    return acceptsStop && !texts.isEmpty ? texts : nil
  }
}
