package import Foundation

/// Base64 in the URL alphabet without padding (RFC 4648 §5), for cookies and tokens.
package enum Base64URL {
  package static func encode(_ bytes: some Collection<UInt8>) -> String {
    Data(bytes).base64EncodedString()
      .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  package static func decode(_ text: String) -> Data? {
    var padded = text.replacing("-", with: "+").replacing("_", with: "/")
    padded += String(repeating: "=", count: (4 - padded.utf8.count % 4) % 4)
    return Data(base64Encoded: padded)
  }
}
