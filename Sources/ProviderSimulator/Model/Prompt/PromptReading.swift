import Foundation

/// What the simulated model understands of a prompt of the analyst.
struct PromptReading: Sendable {
  /// The line `LATCHKEY-TASK: …` of the system text says what is asked for.
  enum Phase: String, Sendable {
    case writeCode = "write-code"
    case repairCode = "repair-code"
    case conclude
    case answer
  }

  var phase: Phase?
  var columns: [ProfileColumn]
  var question: String
  /// The text of the current turn, in which a run's output is looked for.
  var output: String
  var marks: Set<PromptMark>

  init(_ call: SimulatedCall) {
    let current = Self.currentText(of: call)
    phase = Self.phase(in: call.system) ?? Self.phase(in: current)
    columns = Self.columns(in: current)
    if columns.isEmpty { columns = Self.columns(in: call.prompt) }
    question = Self.question(in: current)
    output = current
    marks = Set(PromptMark.allCases.filter { current.contains($0.rawValue) })
  }

  /// The program between the fences of the question.
  var givenProgram: String? {
    guard let mark = output.range(of: PromptMark.run.rawValue),
      let start = output.range(of: "```python\n", range: mark.upperBound..<output.endIndex),
      let end = output.range(of: "\n```", range: start.upperBound..<output.endIndex)
    else { return nil }
    return String(output[start.upperBound..<end.lowerBound])
  }

  /// Whether the question is only a greeting.
  var isGreeting: Bool {
    let words = Words.of(question)
    return (1...3).contains(words.count) && ["hi", "hello", "hey", "hallo"].contains(words[0])
  }

  /// The last turn of the user: the question, a run's error or its output.
  static func currentText(of call: SimulatedCall) -> String {
    call.turns.last { $0.role == .user }?.text ?? call.lastText
  }

  private static func phase(in text: String) -> Phase? {
    guard let range = text.range(of: "LATCHKEY-TASK:") else { return nil }
    let word = text[range.upperBound...].drop { $0 == " " }.prefix { $0.isLetter || $0 == "-" }
    return Phase(rawValue: String(word))
  }

  /// The lines after `Columns:` as long as they describe columns.
  private static func columns(in text: String) -> [ProfileColumn] {
    guard let range = text.range(of: "Columns:") else { return [] }
    var columns: [ProfileColumn] = []
    for line in text[range.upperBound...].split(separator: "\n", omittingEmptySubsequences: true) {
      if let column = ProfileColumn(line: line) {
        columns.append(column)
      } else if !columns.isEmpty, !line.hasPrefix(" ") {
        break
      }
    }
    return columns
  }

  /// What follows the last `Question:`; without one, the whole text.
  private static func question(in text: String) -> String {
    guard let range = text.range(of: "Question:", options: .backwards) else { return text }
    return text[range.upperBound...].trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
