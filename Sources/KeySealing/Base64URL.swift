package import Foundation

/// Base64 in the URL alphabet without padding (RFC 4648 §5), for cookies and tokens.
package enum Base64URL {
  package static func encode(_ bytes: some Collection<UInt8>) -> String {
    Data(bytes).base64EncodedString()
      .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  /// The bytes of `text`; nil when it is not the one text that `encode` makes of them, so that no two texts mean the
  /// same.
  package static func decode(_ text: String) -> Data? {
    var padded = text.replacing("-", with: "+").replacing("_", with: "/")
    padded += String(repeating: "=", count: (4 - padded.utf8.count % 4) % 4)
    guard let bytes = Data(base64Encoded: padded), encode(bytes) == text else { return nil }
    return bytes
  }
}
