/// Cuts text as a tokenizer would, near enough to count and to stream.
enum TextPieces {
  static let tokensPerChunk = 3

  /// Pieces of at most six characters that begin at white space where they can; together they are the text.
  static func tokens(of text: String) -> [Substring] {
    var pieces: [Substring] = []
    var start = text.startIndex
    var length = 0
    var wasSpace = true
    for index in text.indices {
      let isSpace = text[index].isWhitespace
      if length >= 6 || (isSpace && !wasSpace) {
        pieces.append(text[start..<index])
        start = index
        length = 0
      }
      length += 1
      wasSpace = isSpace
    }
    if start < text.endIndex { pieces.append(text[start...]) }
    return pieces
  }

  static func count(in text: String) -> Int {
    // Long prompts are counted by their bytes: near enough, and much faster.
    text.utf8.count > 20_000 ? text.utf8.count / 4 : tokens(of: text).count
  }

  /// The text in the pieces in which it is streamed.
  static func chunks(of text: String, tokens perChunk: Int = tokensPerChunk) -> [String] {
    let tokens = tokens(of: text)
    return stride(from: 0, to: tokens.count, by: perChunk).map { start in
      tokens[start..<min(start + perChunk, tokens.count)].joined()
    }
  }
}
