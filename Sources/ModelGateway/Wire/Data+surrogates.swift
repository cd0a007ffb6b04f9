import Foundation

extension Data {
  /// JSON with every escaped half of a surrogate pair that lacks its other half replaced by U+FFFD.
  ///
  /// Providers cut texts between the two halves of an emoji; the decoder refuses such a text as a whole.
  var repairingSurrogates: Data {
    guard mayHoldSurrogates else { return self }
    var bytes = [UInt8](self)
    var index = 0
    while let escape = bytes[index...].firstIndex(of: UInt8(ascii: "\\")) {
      guard let unit = Self.unit(at: escape, in: bytes) else {
        index = Swift.min(escape + 2, bytes.count)
        continue
      }
      index = escape + 6
      switch unit {
      case 0xd800...0xdbff:
        if let next = Self.unit(at: index, in: bytes), (0xdc00...0xdfff).contains(next) {
          index += 6
        } else {
          bytes.replaceSubrange((escape + 2)..<(escape + 6), with: "fffd".utf8)
        }
      case 0xdc00...0xdfff: bytes.replaceSubrange((escape + 2)..<(escape + 6), with: "fffd".utf8)
      default: break
      }
    }
    return Data(bytes)
  }

  private var mayHoldSurrogates: Bool {
    range(of: Data("\\ud".utf8)) != nil || range(of: Data("\\uD".utf8)) != nil
  }

  /// The UTF-16 unit of an escape such as `\\ud83d`; nil when it is another escape.
  private static func unit(at index: Int, in bytes: [UInt8]) -> UInt32? {
    guard index + 6 <= bytes.count, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u") else {
      return nil
    }
    let digits = bytes[(index + 2)..<(index + 6)]
    guard digits.allSatisfy({ isHexDigit($0) }) else { return nil }
    return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
  }
}
