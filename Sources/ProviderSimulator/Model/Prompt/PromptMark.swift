/// Words in a question that make the model misbehave on purpose.
enum PromptMark: String, CaseIterable, Sendable {
  /// The first program fails with a NameError; its repair works.
  case badCode = "[sim:bad-code]"
  /// No program works.
  case alwaysBad = "[sim:always-bad]"
  /// Plain text where a program was asked for.
  case noCode = "[sim:no-code]"
  /// The answer drips.
  case slow = "[sim:slow]"
  case long = "[sim:long]"
  /// Markup and script in the text.
  case inject = "[sim:inject]"
  /// The program that stands in the question, between fences; for tests that look around inside the sandbox.
  case run = "[sim:run]"
  /// The smallest program, to measure what it costs to run one.
  case tiny = "[sim:tiny]"
  /// Calls the first tool on offer.
  case tool = "[sim:tool]"

  /// Whether the question of a call holds the mark.
  func isIn(_ call: SimulatedCall) -> Bool {
    PromptReading.currentText(of: call).contains(rawValue)
  }
}
