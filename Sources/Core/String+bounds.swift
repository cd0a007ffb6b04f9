/// Bounds of texts. A character may be made of any number of bytes ("a" with half a million accents is one), so that a
/// bound in characters alone bounds nothing: four bytes a character go with it.
extension String {
  /// Whether the text has at most so many characters, and at most four bytes for each.
  package func fits(characters: Int) -> Bool {
    utf8.count <= 4 * characters && count <= characters
  }

  /// The longest beginning that has at most so many characters, and at most four bytes for each.
  package func beginning(characters: Int) -> String {
    guard utf8.count > 4 * characters else { return String(prefix(characters)) }
    var end = utf8.index(startIndex, offsetBy: 4 * characters)
    while Self.isInside(utf8[end]) { end = utf8.index(before: end) }
    return String(self[..<end].prefix(characters))
  }

  /// The longest end of that kind.
  package func ending(characters: Int) -> String {
    guard utf8.count > 4 * characters else { return String(suffix(characters)) }
    var start = utf8.index(endIndex, offsetBy: -4 * characters)
    while Self.isInside(utf8[start]) { start = utf8.index(after: start) }
    return String(String(unicodeScalars[start...]).suffix(characters))
  }

  /// Whether a byte of UTF-8 is not the first one of its scalar.
  private static func isInside(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

  /// Whether the text is shown as it is written: no control character, and no mark that turns the direction of what
  /// follows.
  package var isPlainLine: Bool {
    unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x061C, 0x2028...0x202E, 0x2066...0x2069: false
      default: true
      }
    }
  }
}
