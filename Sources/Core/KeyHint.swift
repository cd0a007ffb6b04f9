/// The only part of a provider key that may ever be shown or stored: four dots and its last four characters.
///
/// A key shorter than twelve characters shows no character of its own, since four would be too much of it.
package struct KeyHint: Hashable, Sendable, Codable, CustomStringConvertible {
  package let text: String

  package init(of secret: Secret) {
    text = secret.withBytes { bytes in
      guard bytes.count >= 12 else { return "····" }
      return "····" + String(decoding: bytes.suffix(4), as: UTF8.self)
    }
  }

  /// A hint read back from storage.
  package init(trusted text: String) { self.text = text }

  package init(from decoder: any Decoder) throws {
    text = try decoder.singleValueContainer().decode(String.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  package var description: String { text }
}
