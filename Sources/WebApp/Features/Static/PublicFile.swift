package import Hummingbird

/// One file of the page, held in memory.
package struct PublicFile: Sendable {
  /// Relative to the folder: `lib/api.js`.
  package let path: String
  package let contentType: String
  package let content: ByteBuffer
  /// The first 16 hexadecimal digits of the content's SHA-256: changes exactly when the content does.
  package let version: String

  /// The address that never shows another content.
  package var versionedAddress: String { "/assets/\(path)?v=\(version)" }

  package var entityTag: String { "\"\(version)\"" }
}
