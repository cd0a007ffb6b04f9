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
}

extension ProfileColumn {
  /// The name as a Python literal.
  var python: String { Python.literal(name) }
  /// The label of an axis as a Python literal.
  var axis: String { Python.literal(label.titled) }
}
