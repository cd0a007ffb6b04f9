/// A person's provider key, encrypted to one session and one provider: `v1.<master key id>.<expiry>.<box>`.
///
/// The box is base64url of nonce, ciphertext and tag. Bounds: at most 1,200 characters, which fits a cookie.
package struct SealedKey: Sendable, Hashable {
  package let text: String

  static let version = "v1"
  static let longest = 1200

  /// A value that came from a cookie; nothing about it is proved until `KeyRing.open`.
  package init(unverified text: String) { self.text = text }

  /// The four parts; nil when the text can't be an envelope.
  var parts: (keyID: String, expiresAt: Int64, box: String)? {
    guard text.utf8.count <= Self.longest else { return nil }
    let fields = text.split(separator: ".", omittingEmptySubsequences: false)
    guard fields.count == 4, fields[0] == Self.version, let expiry = Int64(fields[2]) else { return nil }
    return (String(fields[1]), expiry, String(fields[3]))
  }
}
