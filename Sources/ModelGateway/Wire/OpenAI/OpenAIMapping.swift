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
      if let message = choice.message ?? choice.delta { events += self.events(of: message) }
      if let word = choice.finishReason {
        isFinished = true
        events.append(.finished(isRefused && word == "stop" ? .refusal : FinishReason(openAI: word)))
      }
    }
    if let counts = response.counts.flatMap({ TokenCounts($0) }) { events.append(.usage(counts)) }
    return events
  }

  private mutating func events(of message: OpenAIMessage) -> [ChatEvent] {
    var events: [ChatEvent] = []
    if let reasoning = message.reasoning ?? message.reasoningContent, !reasoning.isEmpty {
      events.append(.reasoningDelta(reasoning))
    }
    if let text = message.content?.text, !text.isEmpty { events.append(.textDelta(text)) }
    if let refusal = message.refusal, !refusal.isEmpty {
      isRefused = true
      events.append(.textDelta(refusal))
    }
    for call in message.toolCalls ?? [] { events += self.events(of: call) }
    if let function = message.functionCall { events.append(event(of: function, index: 0, id: nil)) }
    return events
  }

  private mutating func events(of call: OpenAIToolCall) -> [ChatEvent] {
    guard let function = call.function ?? call.custom else { return [] }
    let id = call.id.flatMap { $0.isEmpty ? nil : $0 }
    return [event(of: function, index: index(of: call, id: id), id: id)]
  }

  private func event(of function: OpenAIFunction, index: Int, id: String?) -> ChatEvent {
    let name = function.name.flatMap { $0.isEmpty ? nil : $0 }
    return .toolCallDelta(index: index, id: id, name: name, arguments: function.arguments?.text ?? function.input ?? "")
  }

  /// The call's own number; where a server leaves it out (whole answers do), another id means another call.
  private mutating func index(of call: OpenAIToolCall, id: String?) -> Int {
    let index =
      if let index = call.index {
        index
      } else if let last = lastCall {
        id == nil || id == last.id ? last.index : last.index + 1
      } else {
        0
      }
    lastCall = (index, id ?? (lastCall?.index == index ? lastCall?.id : nil))
    return index
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
    self.init(
      input: usage.promptTokens ?? 0, output: usage.completionTokens ?? 0,
      cached: usage.promptDetails?.cachedTokens ?? 0, reasoning: usage.completionDetails?.reasoningTokens ?? 0)
  }
}
