import Core

/// What a chat completion, or a chunk of one, means.
struct OpenAIEventMapping: Sendable {
  /// The model said why it stopped.
  private(set) var isFinished = false
  private var isRefused = false
  private var lastCall: (index: Int, id: String?)?

  mutating func events(of response: OpenAIResponse) -> [ChatEvent] {
    var events: [ChatEvent] = []
    // Only one choice was asked for.
    if let choice = response.choices?.first(where: { ($0.index ?? 0) == 0 }) {
      if let message = choice.message ?? choice.delta {
        events += self.events(of: message, isWhole: choice.message != nil)
      }
      if let word = choice.finishReason {
        isFinished = true
        events.append(.finished(isRefused && word == "stop" ? .refusal : FinishReason(openAI: word)))
      }
    }
    if let counts = response.counts.flatMap({ TokenCounts($0) }) { events.append(.usage(counts)) }
    return events
  }

  private mutating func events(of message: OpenAIMessage, isWhole: Bool) -> [ChatEvent] {
    var events: [ChatEvent] = []
    if let reasoning = firstText(message.reasoning, message.reasoningContent) {
      events.append(.reasoningDelta(reasoning))
    }
    if let text = firstText(message.content?.text, message.audio?.transcript) { events.append(.textDelta(text)) }
    if let refusal = firstText(message.refusal, message.content?.refusal) {
      isRefused = true
      events.append(.textDelta(refusal))
    }
    for (position, call) in (message.toolCalls ?? []).enumerated() {
      events += self.events(of: call, position: isWhole ? position : nil)
    }
    if let function = message.functionCall { events.append(event(of: function, index: 0, id: nil)) }
    return events
  }

  private func firstText(_ texts: String?...) -> String? {
    texts.compactMap(\.self).first { !$0.isEmpty }
  }

  /// - Parameter position: the call's place in a whole answer
  private mutating func events(of call: OpenAIToolCall, position: Int?) -> [ChatEvent] {
    guard let function = call.function ?? call.custom else { return [] }
    let id = call.id.flatMap { $0.isEmpty ? nil : $0 }
    let beginsCall = function.name?.isEmpty == false
    let index = call.index ?? position ?? index(id: id, beginsCall: beginsCall)
    lastCall = (index, id ?? (lastCall?.index == index ? lastCall?.id : nil))
    return [event(of: function, index: index, id: id)]
  }

  private func event(of function: OpenAIFunction, index: Int, id: String?) -> ChatEvent {
    let name = function.name.flatMap { $0.isEmpty ? nil : $0 }
    return .toolCallDelta(index: index, id: id, name: name, arguments: function.arguments?.text ?? function.input ?? "")
  }

  /// The number of a piece whose server gives none: another id, or without ids another name, begins another call.
  private func index(id: String?, beginsCall: Bool) -> Int {
    guard let last = lastCall else { return 0 }
    let continues = id.map { $0 == last.id } ?? !beginsCall
    return continues ? last.index : last.index + 1
  }
}

extension FinishReason {
  init(openAI word: String) {
    self =
      switch word {
      case "stop": .stop
      case "length": .length
      case "tool_calls", "function_call": .toolCalls
      case "content_filter": .contentFilter
      default: .other(word)
      }
  }
}

extension TokenCounts {
  /// OpenAI's counts are ours: the prompt includes what was cached, the completion includes reasoning.
  init?(_ usage: OpenAIUsage) {
    guard usage.promptTokens != nil || usage.completionTokens != nil else { return nil }
    var counts = BelievableCounts()
    self.init(
      input: counts.of(usage.promptTokens), output: counts.of(usage.completionTokens),
      cached: counts.of(usage.promptDetails?.cachedTokens),
      reasoning: counts.of(usage.completionDetails?.reasoningTokens))
    isEstimate = counts.isEstimate
  }
}
