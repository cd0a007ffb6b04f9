import Core

extension FinishReason {
  init(anthropic word: String) {
    self =
      switch word {
      case "end_turn", "stop_sequence": .stop
      case "max_tokens", "model_context_window_exceeded": .length
      case "tool_use": .toolCalls
      case "refusal": .refusal
      case "pause_turn": .pause
      default: .other(word)
      }
  }
}

extension AnthropicUsage {
  /// This report over an earlier one of the same stream.
  func over(_ earlier: AnthropicUsage?) -> AnthropicUsage {
    guard let earlier else { return self }
    var merged = self
    merged.inputTokens = inputTokens ?? earlier.inputTokens
    merged.cacheCreationInputTokens = cacheCreationInputTokens ?? earlier.cacheCreationInputTokens
    merged.cacheReadInputTokens = cacheReadInputTokens ?? earlier.cacheReadInputTokens
    merged.outputTokens = outputTokens ?? earlier.outputTokens
    merged.outputDetails = outputDetails ?? earlier.outputDetails
    return merged
  }
}

extension TokenCounts {
  /// Anthropic counts what was written to and read from the cache beside the input; ours includes both.
  init?(_ usage: AnthropicUsage) {
    guard usage.inputTokens != nil || usage.outputTokens != nil else { return nil }
    var counts = BelievableCounts()
    let cached = counts.of(usage.cacheReadInputTokens)
    self.init(
      input: counts.of(usage.inputTokens) + counts.of(usage.cacheCreationInputTokens) + cached,
      output: counts.of(usage.outputTokens), cached: cached, reasoning: counts.of(usage.outputDetails?.thinkingTokens))
    isEstimate = counts.isEstimate
  }
}

extension AnthropicMessage {
  /// The events of a whole message.
  var events: [ChatEvent] {
    var events: [ChatEvent] = []
    var calls = 0
    for block in content ?? [] {
      switch block.type {
      case "text": events.append(.textDelta(block.text ?? ""))
      case "thinking": events.append(.reasoningDelta(block.thinking ?? ""))
      case "tool_use":
        let arguments = block.input?.text ?? ""
        events.append(.toolCallDelta(index: calls, id: block.id, name: block.name, arguments: arguments))
        calls += 1
      default: break
      }
    }
    events.removeAll { $0 == .textDelta("") || $0 == .reasoningDelta("") }
    if let stopReason { events.append(.finished(FinishReason(anthropic: stopReason))) }
    if let counts = usage.flatMap({ TokenCounts($0) }) { events.append(.usage(counts)) }
    return events
  }
}
