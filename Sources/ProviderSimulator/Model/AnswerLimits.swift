import Core
import Foundation

/// Stop sequences and token limits, applied to an answer as a provider applies them.
enum AnswerLimits {
  /// Cuts the answer and counts its output tokens; reasoning spends the limit first.
  static func apply(to answer: inout SimulatedAnswer, of call: SimulatedCall) {
    stop(&answer, at: call.stops)
    let limit = call.maxTokens ?? .max
    let thinking = TextPieces.tokens(of: answer.reasoning)
    let text = TextPieces.tokens(of: answer.text)
    let arguments = answer.toolCall.map { TextPieces.count(in: $0.arguments.serialized()) + 8 } ?? 0
    let total = thinking.count + text.count + arguments
    if total > limit {
      let left = max(limit - thinking.count, 0)
      answer.reasoning = thinking.prefix(limit).joined()
      answer.text = text.prefix(left).joined()
      answer.toolCall = arguments > left ? nil : answer.toolCall
      answer.finish = .length
    }
    answer.usage.output = min(total, limit)
    answer.usage.reasoning = min(thinking.count, limit)
  }

  private static func stop(_ answer: inout SimulatedAnswer, at stops: [String]) {
    let found = stops.filter { !$0.isEmpty }.compactMap { stop in
      answer.text.range(of: stop).map { (range: $0, stop: stop) }
    }
    guard let first = found.min(by: { $0.range.lowerBound < $1.range.lowerBound }) else { return }
    answer.text = String(answer.text[..<first.range.lowerBound])
    answer.finish = .stopSequence(first.stop)
  }
}
