/// Why a model stopped.
package enum FinishReason: Sendable, Hashable {
  /// It had said everything, or met a stop text.
  case stop
  /// It reached the most tokens that it may write, or the end of its context window.
  case length
  /// It waits for the results of tool calls.
  case toolCalls
  /// The provider's filter cut it off.
  case contentFilter
  /// The model declined to answer.
  case refusal
  /// A long turn was paused by the provider and may be continued.
  case pause
  /// A reason that this version doesn't know, in the provider's word.
  case other(String)

  /// The stable text: `stop`, `length`, `tool_calls`, `content_filter`, `refusal`, `pause`, or the provider's word.
  package var text: String {
    switch self {
    case .stop: "stop"
    case .length: "length"
    case .toolCalls: "tool_calls"
    case .contentFilter: "content_filter"
    case .refusal: "refusal"
    case .pause: "pause"
    case .other(let word): word
    }
  }
}
