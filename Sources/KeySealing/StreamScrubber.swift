package import Core

/// Takes one secret, and every part of it that is long enough to matter, out of a stream of text pieces, also where a
/// piece ends in the middle of it.
///
/// It holds back only the end that could still become a longer part, so an ordinary stream passes at once. What is taken
/// out does not depend on how the text was cut.
package struct StreamScrubber {
  /// Nil for a secret that is too short to be looked for.
  private let secret: Secret?
  private var pending: [UInt8] = []

  package init(secret: Secret) {
    self.secret = secret.count < Scrubber.shortestSecret ? nil : secret
  }

  /// The part of the text so far that is safe to pass on.
  package mutating func pass(_ piece: String) -> String {
    guard let secret else { return piece }
    let (safe, rest) = secret.withBytes { SecretRuns(of: $0).split(pending + Array(piece.utf8)) }
    pending = rest
    return String(decoding: safe, as: UTF8.self)
  }

  /// What was held back, at the end of the stream.
  package mutating func finish() -> String {
    defer { pending = [] }
    let safe = secret?.withBytes { SecretRuns(of: $0).replace(in: pending) }
    return String(decoding: safe ?? pending, as: UTF8.self)
  }
}
