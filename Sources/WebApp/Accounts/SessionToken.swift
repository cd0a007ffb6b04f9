import Crypto
import Foundation
import KeySealing

/// The secret half of a session: 32 random bytes in the cookie, of which the database knows only the SHA-256.
package struct SessionToken: Sendable, CustomStringConvertible {
  /// The cookie's value: 43 characters of base64url.
  package let cookieValue: String
  /// The SHA-256 of the 32 bytes in hexadecimal, by which the session is found.
  package let hash: String

  /// A new random token.
  package init() {
    self.init(bytes: SymmetricKey(size: .bits256).withUnsafeBytes(Array.init))
  }

  /// Reads a cookie; nil when it is not the form of a token.
  package init?(cookieValue: String) {
    guard cookieValue.utf8.count == 43, let bytes = Base64URL.decode(cookieValue), bytes.count == 32 else { return nil }
    self.init(bytes: Array(bytes))
  }

  private init(bytes: [UInt8]) {
    cookieValue = Base64URL.encode(bytes)
    hash = SHA256.hash(data: bytes).map { String(format: "%02x", $0) }.joined()
  }

  package var description: String { "SessionToken" }
}
