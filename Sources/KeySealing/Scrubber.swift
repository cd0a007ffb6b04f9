package import Core
import Foundation

/// Takes keys out of text that came from outside, before anyone sees or stores it: by value, by part of a value, and by
/// pattern.
package struct Scrubber: Sendable {
  package static let replacement = "[key]"

  /// A run of this many characters of a secret counts as a part of it: more than the four that a hint shows.
  static let shortestPart = 6

  private let secrets: [Secret]

  /// `secrets` are looked for by value; patterns of the known key formats are always looked for.
  package init(secrets: [Secret] = []) { self.secrets = secrets.filter { !$0.isEmpty } }

  /// Text for people from text that a provider sent.
  package func scrub(_ text: UnscrubbedText) -> String { scrub(text.raw) }

  package func scrub(_ text: String) -> String {
    let byValue = secrets.reduce(text) { Self.removing($1, from: $0) }
    return KeyPatterns.removeAll(from: byValue, replacement: Self.replacement)
  }

  /// Whether any secret stands in the bytes as it is; used to check what must not hold one.
  package func contains(_ bytes: UnsafeRawBufferPointer) -> Bool {
    secrets.contains { $0.withBytes { ByteSearch.firstOffset(of: $0, in: bytes) != nil } }
  }

  /// Replaces the secret, its base64 and percent-encoded forms, and every part of it that is long enough to matter.
  private static func removing(_ secret: Secret, from text: String) -> String {
    var bytes = Array(text.utf8)
    for form in encodedForms(of: secret) { bytes = SecretRuns.replace(partsOf: form, in: bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func encodedForms(of secret: Secret) -> [[UInt8]] {
    secret.withBytes { bytes in
      let plain = Array(bytes)
      let base64 = Array(Data(plain).base64EncodedString().utf8)
      let percent = String(decoding: plain, as: UTF8.self).addingPercentEncoding(withAllowedCharacters: .alphanumerics)
      return [plain, base64, Array((percent ?? "").utf8)].filter { !$0.isEmpty }
    }
  }
}
