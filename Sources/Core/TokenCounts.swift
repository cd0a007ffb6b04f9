/// Tokens of one model call as the provider counted them.
///
/// `input` includes `cached`, and `output` includes `reasoning`, whatever the provider's own convention:
/// Anthropic reports cached input beside the input, Gemini reports thoughts beside the candidates; the wire formats add
/// them up.
package struct TokenCounts: Hashable, Sendable, Codable {
  package var input: Int
  package var output: Int
  /// The part of `input` that was read from the provider's cache.
  package var cached: Int
  /// The part of `output` that was reasoning (thinking) rather than the answer.
  package var reasoning: Int
  /// True when the provider sent no counts and these were guessed from the length of the text, or when it sent counts
  /// that no call can have and these are the nearest believable ones.
  package var isEstimate: Bool

  package init(input: Int = 0, output: Int = 0, cached: Int = 0, reasoning: Int = 0, isEstimate: Bool = false) {
    self.input = input
    self.output = output
    self.cached = cached
    self.reasoning = reasoning
    self.isEstimate = isEstimate
  }

  enum CodingKeys: String, CodingKey {
    case input, output, cached, reasoning
    case isEstimate = "is_estimate"
  }

  /// The counts of both calls; a sum that is too large for an `Int` is the largest or smallest one.
  package static func + (left: Self, right: Self) -> Self {
    Self(
      input: sum(left.input, right.input), output: sum(left.output, right.output),
      cached: sum(left.cached, right.cached), reasoning: sum(left.reasoning, right.reasoning),
      isEstimate: left.isEstimate || right.isEstimate)
  }

  private static func sum(_ left: Int, _ right: Int) -> Int {
    let (sum, isTooLarge) = left.addingReportingOverflow(right)
    return isTooLarge ? (left < 0 ? .min : .max) : sum
  }
}
