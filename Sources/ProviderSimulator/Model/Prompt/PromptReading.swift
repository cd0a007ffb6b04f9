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

  /// The turns since the last question: the last turn of the user and, in a repair, what led to it.
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
    for line in text[range.upperBound...].split(separator: "\n", omittingEmptySubsequences: true).dropFirst(0) {
      if let column = ProfileColumn(line: line) {
        columns.append(column)
      } else if !columns.isEmpty, !line.hasPrefix(" ") {
        break
      }
    }
    return columns
  }

  /// What follows the last `Question:`, up to an empty line; without one, the whole text.
  private static func question(in text: String) -> String {
    guard let range = text.range(of: "Question:", options: .backwards) else { return text }
    let rest = text[range.upperBound...].drop { $0.isWhitespace }
    let end = rest.range(of: "\n\n")?.lowerBound ?? rest.endIndex
    return String(rest[..<end])
  }
}
