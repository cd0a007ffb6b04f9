/// Words as the rules compare them.
enum Words {
  /// The words of a text in lower case: split at everything that is no letter or digit and at camel humps, plurals cut.
  static func of(_ text: some StringProtocol) -> [String] {
    var words: [String] = []
    var word = ""
    var wasLower = false
    for character in text {
      if character.isLetter || character.isNumber {
        if character.isUppercase, wasLower { flush(&word, into: &words) }
        word.append(character)
      } else {
        flush(&word, into: &words)
      }
      wasLower = character.isLowercase
    }
    flush(&word, into: &words)
    return words
  }

  private static func flush(_ word: inout String, into words: inout [String]) {
    if !word.isEmpty { words.append(singular(word.lowercased())) }
    word = ""
  }

  private static func singular(_ word: String) -> String {
    if word.count > 4, word.hasSuffix("ies") { return word.dropLast(3) + "y" }
    if word.count > 3, word.hasSuffix("s"), !word.hasSuffix("ss"), !word.hasSuffix("us") {
      return String(word.dropLast())
    }
    return word
  }
}
