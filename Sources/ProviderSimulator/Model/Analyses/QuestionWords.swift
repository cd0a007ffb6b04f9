/// The words of a question, for keyword rules.
struct QuestionWords: Sendable {
  private let words: [String]

  init(_ question: String) { words = Words.of(question) }

  func hasAny(_ candidates: String...) -> Bool { candidates.contains { words.contains($0) } }

  func hasPrefix(_ prefixes: String...) -> Bool {
    prefixes.contains { prefix in words.contains { $0.hasPrefix(prefix) } }
  }

  var asksForCounts: Bool {
    hasAny("count", "frequency", "often") || zip(words, words.dropFirst()).contains { $0 == "how" && $1 == "many" }
      || zip(words, words.dropFirst()).contains { $0 == "number" && $1 == "of" }
  }

  /// How values are put together, when the question says so.
  var aggregation: Aggregation? {
    if hasAny("average", "mean", "typical", "typically", "avg") { return .mean }
    if hasAny("median") { return .median }
    return hasAny("total", "sum", "overall") ? .sum : nil
  }

  /// The first number of the question between 1 and 100: `top 5`.
  var number: Int? {
    let names = ["three": 3, "five": 5, "ten": 10, "twenty": 20]
    let numbers = words.lazy.compactMap { names[$0] ?? Int($0) }
    return numbers.first { (1...100).contains($0) }
  }
}
