import CodeSandbox
import Core

/// A run's output as the model reads it: everything that a conclusion needs, within bounds.
enum OutputPrompt {
  static let longestPrint = 6000
  static let longest = 16_000
  static let mostTables = 10
  static let mostRows = 40
  static let mostColumns = 20

  static func text(_ result: RunResult) -> String {
    var parts: [String] = []
    if !result.stdout.isEmpty { parts.append("Printed:\n" + shorten(result.stdout, to: longestPrint)) }
    parts += result.tables.prefix(mostTables).map(table)
    parts += result.figures.map(figure)
    if parts.isEmpty { parts.append("(The program ran and showed nothing.)") }
    return DataFence.wrap(shorten(parts.joined(separator: "\n\n"), to: longest))
  }

  /// The beginning and the end of a long text.
  static func shorten(_ text: String, to longest: Int) -> String {
    guard !text.fits(characters: longest) else { return text }
    let (start, end) = (text.beginning(characters: longest / 2), text.ending(characters: longest / 2))
    return "\(start)\n… \(text.count - start.count - end.count) characters left out …\n\(end)"
  }

  private static func table(_ table: RunTable) -> String {
    let title = table.title.map { " “\(DataFence.line($0, length: 120))”" } ?? ""
    let columns = table.columns.prefix(mostColumns).map { DataFence.line($0.name, length: 60) }
    let rows = table.rows.prefix(mostRows).map { row in
      row.prefix(mostColumns).map(cell).joined(separator: " | ")
    }
    var lines = ["Table\(title), \(table.totalRows) rows:", columns.joined(separator: " | ")] + rows
    if table.totalRows > rows.count { lines.append("… and \(table.totalRows - rows.count) more rows") }
    if table.columns.count > columns.count { lines.append("… and \(table.columns.count - columns.count) more columns") }
    return lines.joined(separator: "\n")
  }

  private static func cell(_ value: JSONValue) -> String {
    switch value {
    case .null: "missing"
    case .string(let text): DataFence.line(text, length: 80)
    default: value.serialized()
    }
  }

  private static func figure(_ figure: JSONValue) -> String {
    let layout = figure["layout"]
    let title = layout?["title"]?["text"]?.stringValue ?? "without a title"
    let traces = figure["data"]?.arrayValue ?? []
    let kinds = Set(traces.compactMap { $0["type"]?.stringValue }).sorted().joined(separator: ", ")
    let axes = ["xaxis", "yaxis"].compactMap { layout?[$0]?["title"]?["text"]?.stringValue }
    return DataFence.line(
      "Figure: \(title) (\(kinds.isEmpty ? "scatter" : kinds); \(traces.count) traces; axes \(axes.joined(separator: ", ")))",
      length: 300)
  }
}
