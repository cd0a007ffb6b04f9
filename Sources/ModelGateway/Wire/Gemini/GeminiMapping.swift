import Core

extension FinishReason {
  /// - Parameter hasCalls: Gemini says `STOP` when it waits for the results of calls, too.
  init(gemini word: String, hasCalls: Bool) {
    self =
      switch word {
      case "STOP": hasCalls ? .toolCalls : .stop
      case "MAX_TOKENS": .length
      case "SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "IMAGE_SAFETY",
        "IMAGE_PROHIBITED_CONTENT", "IMAGE_RECITATION":
        .contentFilter
      default: .other(word.lowercased())
      }
  }
}

extension TokenCounts {
  /// Gemini counts thoughts beside the candidates, and what tools put into the prompt beside the prompt; ours includes
  /// both.
  init?(_ usage: GeminiUsage) {
    guard usage.promptTokenCount != nil || usage.candidatesTokenCount != nil else { return nil }
    var counts = BelievableCounts()
    let thoughts = counts.of(usage.thoughtsTokenCount)
    self.init(
      input: counts.of(usage.promptTokenCount) + counts.of(usage.toolUsePromptTokenCount),
      output: counts.of(usage.candidatesTokenCount) + thoughts, cached: counts.of(usage.cachedContentTokenCount),
      reasoning: thoughts)
    isEstimate = counts.isEstimate
  }
}

extension GeminiPart {
  /// The event that this part is; calls are numbered by the reader.
  func event(callNumber: Int) -> ChatEvent? {
    if let functionCall {
      let arguments = functionCall.args?.text ?? ""
      return .toolCallDelta(
        index: callNumber, id: functionCall.id, name: functionCall.name, arguments: arguments.isEmpty ? "{}" : arguments
      )
    }
    guard let text, !text.isEmpty else { return nil }
    return thought == true ? .reasoningDelta(text) : .textDelta(text)
  }
}
