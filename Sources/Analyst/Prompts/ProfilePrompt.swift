import Core
import Foundation

/// A data set as the model reads it: one line for each column.
enum ProfilePrompt {
  /// Columns beyond this are only counted.
  static let mostColumns = 200
  /// Room for all column lines together, in characters.
  static let longest = 24_000

  static func text(_ dataset: AnalystDataset) -> String {
    let profile = dataset.profile
    var lines = [
      "Data set: \(DataFence.line(dataset.name, length: 120))",
      "Size: \(profile.rows) rows, \(profile.columns) columns",
      "Columns:",
    ]
    var room = longest
    for column in profile.columnProfiles.prefix(mostColumns) {
      let line = describe(column, rows: profile.rows)
      guard line.count < room else { break }
      room -= line.count
      lines.append(line)
    }
    let left = profile.columns - (lines.count - 3)
    if left > 0 { lines.append("… and \(left) more columns; list(df.columns) names them.") }
    lines += profile.notes.prefix(10).map { "Note: " + DataFence.line($0, length: 300) }
    return DataFence.wrap(lines.joined(separator: "\n"))
  }

  private static func describe(_ column: ColumnProfile, rows: Int) -> String {
    var facts = ["\(column.distinct) distinct"]
    if column.missing > 0 { facts.append("\(column.missing) missing") }
    for (label, value) in [("min", column.min), ("max", column.max), ("mean", column.mean)] {
      if let value, value != .null { facts.append("\(label) \(short(value))") }
    }
    if column.type == .date || column.type == .datetime { facts.append("stored as text") }
    let examples = column.examples.prefix(4).map(short).joined(separator: "; ")
    if !examples.isEmpty { facts.append("e.g. \(examples)") }
    return "- \(name(column.name)) (\(column.type.rawValue)) \(facts.joined(separator: ", "))"
  }

  /// The exact name; quoted and escaped when it holds more than plain characters.
  private static func name(_ name: String) -> String {
    let isPlain =
      name == name.trimmingCharacters(in: .whitespaces) && !name.isEmpty && !name.contains("\"")
      && !name.unicodeScalars.contains { $0.properties.generalCategory == .control }
    return isPlain ? name : JSONValue.string(name).serialized()
  }

  private static func short(_ value: JSONValue) -> String {
    switch value {
    case .string(let text): DataFence.line(text, length: 60)
    case .double(let number):
      number.formatted(
        .number.precision(.significantDigits(1...6)).grouping(.never).locale(.init(identifier: "en_US_POSIX")))
    default: value.serialized()
    }
  }
}
