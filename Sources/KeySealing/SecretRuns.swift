/// Finds the runs of a text that are also runs of a secret, whose bytes are lent to it and never copied.
struct SecretRuns<Bytes: RandomAccessCollection<UInt8>> where Bytes.Index == Int {
  private let secret: Bytes
  private let shortest: Int

  /// `shortest`: how long an exact run must be to count, in bytes.
  init(of secret: Bytes, shortest: Int = Scrubber.shortestPart) {
    self.secret = secret
    self.shortest = shortest
  }

  /// The text with every run that counts replaced.
  ///
  /// Cost: text length × secret length; both are bounded (4,096 characters of provider text, 512 of a key).
  func replace(in text: [UInt8]) -> [UInt8] { scan(text, isWhole: true).safe }

  /// The beginning of the text that no further text can change, with the runs that count replaced, and the rest: a run
  /// of the secret that reaches the end, and might go on. The rest is never longer than the secret.
  func split(_ text: [UInt8]) -> (safe: [UInt8], rest: [UInt8]) { scan(text, isWhole: false) }

  private func scan(_ text: [UInt8], isWhole: Bool) -> (safe: [UInt8], rest: [UInt8]) {
    var safe: [UInt8] = []
    var position = 0
    while position < text.count {
      let run = longestRun(at: position, of: text)
      if !isWhole, run.folded > 0, position + run.folded == text.count { return (safe, Array(text[position...])) }
      let length = run.folded >= Scrubber.shortestFoldedPart ? run.folded : run.exact >= shortest ? run.exact : 0
      if length > 0 {
        safe += Array(Scrubber.replacement.utf8)
        position += length
      } else {
        safe.append(text[position])
        position += 1
      }
    }
    return (safe, [])
  }

  /// The longest run that begins at a place of the text, and the longest that keeps the secret's case, too.
  private func longestRun(at start: Int, of text: [UInt8]) -> (exact: Int, folded: Int) {
    let first = Self.fold(text[start])
    var longest = (exact: 0, folded: 0)
    for offset in secret.indices where Self.fold(secret[offset]) == first {
      var length = 0
      var exact: Int?
      while start + length < text.count, offset + length < secret.endIndex,
        Self.fold(secret[offset + length]) == Self.fold(text[start + length])
      {
        if exact == nil, secret[offset + length] != text[start + length] { exact = length }
        length += 1
      }
      longest = (max(longest.exact, exact ?? length), max(longest.folded, length))
    }
    return longest
  }

  private static func fold(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}
