import Foundation

/// An IP address as it is compared and counted: however it was written, the same address is the same.
struct NetworkAddress: Sendable {
  /// Four or sixteen bytes; an IPv4 address inside IPv6 (`::ffff:127.0.0.1`) is the IPv4 address.
  private let bytes: [UInt8]

  /// Nil when the text is no address.
  init?(_ text: String) {
    var four = in_addr()
    var six = in6_addr()
    if inet_pton(AF_INET, text, &four) == 1 {
      bytes = withUnsafeBytes(of: &four, Array.init)
    } else if inet_pton(AF_INET6, text, &six) == 1 {
      let all = withUnsafeBytes(of: &six, Array.init)
      let isMapped = all.starts(with: Array(repeating: 0, count: 10) + [0xff, 0xff])
      bytes = isMapped ? Array(all.suffix(4)) : all
    } else {
      return nil
    }
  }

  /// The address in one spelling; text that is no address stays as it is.
  static func canonical(_ text: String) -> String {
    guard let address = NetworkAddress(text) else { return text }
    if address.bytes.count == 4 { return address.bytes.map(String.init).joined(separator: ".") }
    return hexadecimal(address.bytes)
  }

  /// What requests from an address are counted under: an IPv4 address, or the /64 of an IPv6 one, since whoever has one
  /// of its addresses has all of them.
  static func limitKey(of text: String) -> String {
    guard let address = NetworkAddress(text), address.bytes.count == 16 else { return canonical(text) }
    return hexadecimal(Array(address.bytes.prefix(8))) + "::/64"
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    stride(from: 0, to: bytes.count, by: 2)
      .map { String(Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]), radix: 16) }.joined(separator: ":")
  }
}
