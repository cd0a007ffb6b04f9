import Foundation

/// An e-mail address that can be one: checked for its shape only, since only a letter could prove it.
package struct EmailAddress: Sendable, Hashable {
  /// Without spaces around it, in lower case.
  package let text: String

  /// Bounds: at most 254 bytes; something, one `@`, and a domain with a dot; nothing invisible.
  package init(_ text: String) throws(AuthError) {
    let trimmed = text.trimmingCharacters(in: VisibleText.edges).lowercased()
    let parts = trimmed.split(separator: "@", omittingEmptySubsequences: false)
    guard trimmed.utf8.count <= 254, parts.count == 2, !parts[0].isEmpty, parts[0].utf8.count <= 64,
      Self.isDomain(parts[1]), trimmed.unicodeScalars.allSatisfy(Self.isAllowed)
    else { throw .invalidEmail }
    self.text = trimmed
  }

  private static func isDomain(_ text: Substring) -> Bool {
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    return labels.count >= 2 && labels.allSatisfy { !$0.isEmpty && $0.utf8.count <= 63 }
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    VisibleText.isVisible(scalar) && !" <>()[]\\,;:\"".unicodeScalars.contains(scalar)
  }
}
