/// Makes UUIDs that begin with a time (RFC 9562, version 7).
///
/// Rows that are written together then have neighbouring keys: an index gets a few full pages instead of one page for
/// each row, which is what a write costs on a large table. The order is a habit, not a promise: two servers' clocks
/// differ, and within a millisecond chance decides.
enum TimeOrderedUUID {
  /// - Parameter millisecond: since 1970; its lowest 48 bits are used.
  static func make(millisecond: Int64) -> String {
    var random = SystemRandomNumberGenerator()
    let time = UInt64(bitPattern: millisecond) & 0xffff_ffff_ffff
    let high = time << 16 | 0x7000 | random.next() & 0xfff
    let low = 0x8000_0000_0000_0000 | random.next() >> 2
    return String(unsafeUninitializedCapacity: 36) { text in
      var place = 0
      for (half, bits) in [high, low].enumerated() {
        for digit in 0..<16 {
          if Self.dashes.contains(half * 16 + digit) {
            text[place] = UInt8(ascii: "-")
            place += 1
          }
          let value = UInt8(truncatingIfNeeded: bits >> UInt64(60 - digit * 4)) & 0xf
          text[place] = value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
          place += 1
        }
      }
      return place
    }
  }

  /// Before which of its 32 digits a UUID has a dash.
  private static let dashes = [8, 12, 16, 20]
}
