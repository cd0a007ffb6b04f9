package import Core
import Foundation

/// Takes keys out of text that came from outside, before anyone sees or stores it: by value, by part of a value, and by
/// pattern.
package struct Scrubber: Sendable {
  package static let replacement = "[key]"

  /// An exact run of this many characters of a secret counts as a part of it: more than the four that a hint shows.
  static let shortestPart = 5
  /// The same for a run in upper or lower case that the secret does not have. Shorter ones turn up by chance: five
  /// letters of a long answer match some place of a key about once in a hundred answers.
  static let shortestFoldedPart = 8
  /// The same for its base64 and percent-encoded forms: six bytes of the secret.
  static let shortestEncodedPart = 8
  /// A secret shorter than this, in bytes, is no key, and may be an ordinary word: it is not looked for by value.
  static let shortestSecret = 8

  private let secrets: [Secret]

  /// `secrets` of at least eight bytes are looked for by value; patterns of the known key formats are always looked for.
  package init(secrets: [Secret] = []) { self.secrets = secrets.filter { $0.count >= Self.shortestSecret } }

  /// Text for people from text that a provider sent.
  package func scrub(_ text: UnscrubbedText) -> String { scrub(text.raw) }

  package func scrub(_ text: String) -> String {
    KeyPatterns.removeAll(from: scrubByValue(text), replacement: Self.replacement)
  }

  /// Takes out the secrets only, and leaves what merely looks like a key.
  package func scrubByValue(_ text: String) -> String {
    secrets.reduce(text) { Self.removing($1, from: MaskedForms.remove($1, from: $0)) }
  }

  /// Whether any secret stands in the bytes as it is; used to check what must not hold one.
  package func contains(_ bytes: UnsafeRawBufferPointer) -> Bool {
    secrets.contains { $0.withBytes { ByteSearch.firstOffset(of: $0, in: bytes) != nil } }
  }

  /// Replaces the secret, its base64 and percent-encoded forms, and every part of it that is long enough to matter.
  private static func removing(_ secret: Secret, from text: String) -> String {
    let withoutParts = secret.withBytes { SecretRuns(of: $0).replace(in: Array(text.utf8)) }
    let bytes = encodedForms(of: secret).reduce(withoutParts) {
      SecretRuns(of: $1, shortest: shortestEncodedPart).replace(in: $0)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func encodedForms(of secret: Secret) -> [[UInt8]] {
    secret.withBytes { bytes in
      let plain = Array(bytes)
      // In front of a key there may be other bytes, which shift its base64; its last characters mix with what follows.
      let base64 = (0..<3).map { Array(Data(plain.dropFirst($0)).base64EncodedString().utf8.dropLast(4)) }
      let percent = String(decoding: plain, as: UTF8.self).addingPercentEncoding(withAllowedCharacters: .alphanumerics)
      return base64 + [Array((percent ?? "").utf8)]
    }
  }
}
