import Foundation

extension Data {
  /// Without the white space at both ends.
  var trimmingBlanks: Data.SubSequence {
    guard let first = firstIndex(where: { !$0.isBlank }), let last = lastIndex(where: { !$0.isBlank }) else {
      return self[endIndex...]
    }
    return self[first...last]
  }
}

extension UInt8 {
  /// Space, tab, line feed, carriage return and their kin.
  var isBlank: Bool { self == 0x20 || (0x09...0x0d).contains(self) }
}
