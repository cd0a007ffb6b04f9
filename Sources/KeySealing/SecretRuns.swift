/// Finds the runs of a text that are also runs of a secret.
enum SecretRuns {
  /// Replaces every run of `text` that the secret also has, when it is at least `Scrubber.shortestPart` bytes (or the
  /// whole secret).
  ///
  /// Cost: text length × secret length; both are bounded (4,096 characters of provider text, 512 of a key).
  static func replace(partsOf secret: [UInt8], in text: [UInt8]) -> [UInt8] {
    let shortest = min(Scrubber.shortestPart, secret.count)
    var result: [UInt8] = []
    var position = 0
    while position < text.count {
      let length = longestRun(at: position, of: text, in: secret)
      if length >= shortest {
        result += Array(Scrubber.replacement.utf8)
        position += length
      } else {
        result.append(text[position])
        position += 1
      }
    }
    return result
  }

  private static func longestRun(at start: Int, of text: [UInt8], in secret: [UInt8]) -> Int {
    var longest = 0
    for offset in secret.indices where secret[offset] == text[start] {
      var length = 1
      while start + length < text.count, offset + length < secret.count,
        text[start + length] == secret[offset + length]
      {
        length += 1
      }
      longest = max(longest, length)
    }
    return longest
  }
}
