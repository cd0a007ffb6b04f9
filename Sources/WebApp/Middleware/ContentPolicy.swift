import Crypto
import KeySealing

/// The Content-Security-Policies: one for data, one for the page, one for the frame that draws figures.
enum ContentPolicy {
  /// Answers that are no page do nothing at all.
  static let data = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

  /// The page runs its own modules and the one inline script that carries `nonce` (the import map).
  static func page(nonce: String) -> String {
    [
      "default-src 'none'", "script-src 'self' 'nonce-\(nonce)'", "style-src 'self' 'nonce-\(nonce)'",
      "img-src 'self' data: blob:", "font-src 'self'", "connect-src 'self'", "frame-src 'self'",
      "manifest-src 'self'", "base-uri 'none'", "form-action 'self'", "object-src 'none'", "frame-ancestors 'none'",
    ].joined(separator: "; ")
  }

  /// The frame that draws figures has an origin of its own, reaches no network and may only be shown inside our page.
  static let figure = [
    "sandbox allow-scripts", "default-src 'none'", "script-src 'self'", "style-src 'self' 'unsafe-inline'",
    "img-src data: blob:", "font-src 'self' data:", "connect-src 'none'", "base-uri 'none'", "form-action 'none'",
    "frame-ancestors 'self'",
  ].joined(separator: "; ")

  /// A nonce for one answer: 16 random bytes.
  static func newNonce() -> String {
    Base64URL.encode(SymmetricKey(size: .bits128).withUnsafeBytes(Array.init))
  }
}
