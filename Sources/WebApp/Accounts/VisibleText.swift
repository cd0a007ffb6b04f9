import Foundation

/// What may stand in a name, an e-mail address or another line that people are told apart by: nothing that can't be
/// seen, and bounds in bytes as well, since one character may have any number of them.
enum VisibleText {
  /// What is taken off both ends: the spaces that a keyboard makes.
  static let edges = CharacterSet(charactersIn: " \t\r\n")

  /// Whether a scalar shows: no control or format character, no space but the common one, and nothing that is drawn as
  /// nothing (U+200B, U+00A0, U+0085, U+3164, …).
  static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .lineSeparator, .paragraphSeparator: false
    case .spaceSeparator: scalar == " "
    default: !scalar.properties.isDefaultIgnorableCodePoint && scalar != "\u{2800}"
    }
  }

  /// Whether a text has at most so many characters, of four bytes each on average.
  static func fits(_ text: String, characters: Int) -> Bool {
    text.utf8.count <= 4 * characters && text.count <= characters
  }
}
