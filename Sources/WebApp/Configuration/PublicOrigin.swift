import Foundation

/// The scheme, host and port under which people's browsers know this server.
package struct PublicOrigin: Sendable, Equatable {
  package let isSecure: Bool
  /// `https://latchkey.example.org`, as browsers send it in `Origin`.
  package let text: String

  /// Reads an `http` or `https` address without a path; nil for anything else.
  package init?(_ text: String) {
    guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
      scheme == "https" || scheme == "http", let host = parts.host?.lowercased(), !host.isEmpty,
      parts.path.isEmpty || parts.path == "/", parts.query == nil, parts.fragment == nil, parts.user == nil
    else { return nil }
    isSecure = scheme == "https"
    let standardPort = isSecure ? 443 : 80
    let port = parts.port.flatMap { $0 == standardPort ? nil : ":\($0)" } ?? ""
    self.text = "\(scheme)://\(host)\(port)"
  }
}
