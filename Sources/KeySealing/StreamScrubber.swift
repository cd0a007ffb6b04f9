package import Core

/// Takes one secret out of a stream of text pieces, also where a piece ends in the middle of it.
///
/// It holds back only what could still become the secret, so an ordinary stream passes at once.
package struct StreamScrubber {
  private let secret: Secret
  private var pending: [UInt8] = []

  package init(secret: Secret) { self.secret = secret }

  /// The part of the text so far that is safe to pass on.
  package mutating func pass(_ piece: String) -> String {
    guard !secret.isEmpty else { return piece }
    pending += Array(piece.utf8)
    removeWholeSecrets()
    let kept = lengthThatCouldContinue()
    let safe = pending.dropLast(kept)
    pending = Array(pending.suffix(kept))
    return String(decoding: safe, as: UTF8.self)
  }

  /// What was held back, at the end of the stream; a beginning of the secret that is long enough to matter is taken
  /// out.
  package mutating func finish() -> String {
    defer { pending = [] }
    guard pending.count < Scrubber.shortestPart else { return Scrubber.replacement }
    return String(decoding: pending, as: UTF8.self)
  }

  private mutating func removeWholeSecrets() {
    while let offset = pending.withUnsafeBytes({ text in
      secret.withBytes { ByteSearch.firstOffset(of: $0, in: text) }
    }) {
      pending.replaceSubrange(offset..<offset + secret.count, with: Array(Scrubber.replacement.utf8))
    }
  }

  /// The length of the longest end of `pending` that is a beginning of the secret.
  private func lengthThatCouldContinue() -> Int {
    let longest = min(pending.count, secret.count - 1)
    guard longest > 0 else { return 0 }
    return secret.withBytes { bytes in
      (1...longest).reversed().first { pending.suffix($0).elementsEqual(bytes.prefix($0)) } ?? 0
    }
  }
}
