package import Core
package import Hummingbird

/// Writes and clears Latchkey's cookies: `HttpOnly; Secure; SameSite=Strict; Path=/` without exception.
///
/// Browsers treat `localhost` and `127.0.0.1` as secure, so that `Secure` works there without https.
package enum SessionCookies {
  package static let session = "latchkey_session"

  package static func key(of provider: Provider) -> String { "latchkey_key_\(provider.rawValue)" }

  /// A cookie that lives for `lifetime`; the name and value must be of a cookie's characters, as tokens and sealed keys
  /// are.
  package static func cookie(_ name: String, value: String, lifetime: Duration) -> Cookie {
    Cookie(
      name: name, value: value, maxAge: Int(lifetime.components.seconds), path: "/", secure: true, httpOnly: true,
      sameSite: .strict)
  }

  /// A cookie that makes the browser forget the one of this name.
  package static func cleared(_ name: String) -> Cookie {
    cookie(name, value: "", lifetime: .zero)
  }

  /// The cookies that end a session in the browser: the session's own and every provider key's.
  package static var clearedKeys: [Cookie] {
    Provider.acceptingOwnKeys.map { cleared(key(of: $0)) }
  }
}

extension Response {
  package mutating func setCookies(_ cookies: [Cookie]) {
    for cookie in cookies { setCookie(cookie) }
  }
}
