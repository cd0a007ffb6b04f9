import Core
import Foundation

/// A column as the prompt's profile describes it.
struct ProfileColumn: Sendable, Equatable {
  enum Kind: String, Sendable, CaseIterable {
    case integer, number, text, boolean, date, datetime, empty
  }

  var name: String
  var kind: Kind
  /// How many different values it holds, where the profile says so.
  var distinct: Int?
  /// Whether its dates are written with the day before the month.
  var isDayFirst = false

  var isNumeric: Bool { kind == .integer || kind == .number }
  var isDate: Bool { kind == .date || kind == .datetime }

  /// Whether the column looks like a number that only names its row.
  var isIdentifier: Bool {
    let words = Words.of(name)
    return words.last == "id" || words.last == "number" && words.count > 1 || words == ["index"]
  }

  /// Whether its whole numbers are years: to group by, not to add up.
  var isYear: Bool { kind == .integer && Words.of(name).last == "year" }

  /// The name for a title: `unit_price` becomes `unit price`.
  var label: String { name.split(whereSeparator: { "_-".contains($0) || $0.isWhitespace }).joined(separator: " ") }
}

extension ProfileColumn {
  /// Reads a line `- name (type) …`; the name may hold parentheses of its own.
  init?(line: some StringProtocol) {
    guard line.hasPrefix("- ") else { return nil }
    let text = line.dropFirst(2)
    var found: (range: Range<String.Index>, kind: Kind)?
    for kind in Kind.allCases {
      guard let range = text.range(of: " (\(kind.rawValue)") else { continue }
      let next = range.upperBound < text.endIndex ? text[range.upperBound] : ")"
      guard next == ")" || next == "," || next == ";" || next == " " else { continue }
      if found.map({ range.lowerBound < $0.range.lowerBound }) ?? true { found = (range, kind) }
    }
    guard let found else { return nil }
    name = Self.unquoted(String(text[..<found.range.lowerBound]))
    kind = found.kind
    let facts = text[found.range.upperBound...]
    distinct = Self.number(before: "distinct", in: facts)
    isDayFirst = isDate && Self.hasDayFirst(String(facts))
  }

  /// A name with odd characters comes as a JSON string.
  private static func unquoted(_ name: String) -> String {
    guard name.hasPrefix("\"") else { return name }
    return (try? JSONValue(parsing: name).stringValue) ?? name
  }

  /// `31.12.2025` begins with the day, and so does `31/12/2025`; `3/4/2025` is left to pandas.
  private static func hasDayFirst(_ facts: String) -> Bool {
    facts.contains(/\b\d{1,2}\.\d{1,2}\.\d{2,4}\b/) || facts.contains(/\b(1[3-9]|2\d|3[01])[\/-]\d{1,2}[\/-]\d{4}\b/)
  }

  /// The number before (`12 distinct`) or after (`distinct: 12`) a word.
  private static func number(before word: String, in text: some StringProtocol) -> Int? {
    guard let range = text.range(of: word) else { return nil }
    let before = text[..<range.lowerBound].reversed().drop { $0 == " " }.prefix { $0.isNumber || $0 == "," }
    if let number = Int(String(before.reversed().filter(\.isNumber))) { return number }
    let after = text[range.upperBound...].drop { !$0.isNumber && $0 != "\n" }.prefix { $0.isNumber }
    return Int(String(after))
  }
}
