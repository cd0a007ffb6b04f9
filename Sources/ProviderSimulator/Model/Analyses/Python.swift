/// Python source text.
enum Python {
  /// A string literal.
  static func literal(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\\\"
      case "\"": escaped += "\\\""
      case "\n": escaped += "\\n"
      case "\r": escaped += "\\r"
      case "\t": escaped += "\\t"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return "\"" + escaped + "\""
  }

  static func list(_ texts: [String]) -> String { "[" + texts.map(literal).joined(separator: ", ") + "]" }
}

extension String {
  /// With a capital first letter, for a title or an axis.
  var titled: String { prefix(1).uppercased() + dropFirst() }

  /// A program whose printed sums of whole numbers, or counts, have no decimals.
  func formattingWholeNumbers(of measure: ProfileColumn?, _ aggregation: Aggregation) -> String {
    let isWhole = measure.map { $0.kind == .integer && aggregation == .sum } ?? true
    return isWhole ? replacing(":,.2f}", with: ":,.0f}") : self
  }
}

extension ProfileColumn {
  /// The name as a Python literal.
  var python: String { Python.literal(name) }
  /// The argument that makes pandas read the day before the month.
  var dayFirst: String { isDayFirst ? ", dayfirst=True" : "" }
  /// The label of an axis as a Python literal.
  var axis: String { Python.literal(label.titled) }
}
