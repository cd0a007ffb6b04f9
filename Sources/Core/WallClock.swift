package import Foundation

/// Where the time of day comes from; tests move it by hand.
package struct WallClock: Sendable {
  private let read: @Sendable () -> Timestamp

  package init(_ read: @escaping @Sendable () -> Timestamp) { self.read = read }

  package var now: Timestamp { read() }

  package static let system = WallClock { Timestamp(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
}

/// An instant in whole milliseconds since 1970-01-01 UTC: the form in which every table stores time.
package struct Timestamp: Hashable, Comparable, Sendable, Codable {
  package let milliseconds: Int64

  package init(milliseconds: Int64) { self.milliseconds = milliseconds }
  package init(_ date: Date) { milliseconds = Int64((date.timeIntervalSince1970 * 1000).rounded()) }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let date = (try? Date(text, strategy: Self.fractional)) ?? (try? Date(text, strategy: Self.whole)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "Not an ISO 8601 time.")
    }
    self.init(date)
  }

  /// Encoded as ISO 8601 in UTC with milliseconds, which is what the HTTP API shows.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(iso8601)
  }

  package var date: Date { Date(timeIntervalSince1970: Double(milliseconds) / 1000) }

  package var iso8601: String {
    // The fraction is written from the integer: formatting a `Date` would round through a floating-point number.
    let fraction = ((milliseconds % 1000) + 1000) % 1000
    let whole = Date(timeIntervalSince1970: Double((milliseconds - fraction) / 1000)).formatted(Self.whole)
    let digits = String(1000 + fraction).dropFirst()
    return "\(whole.dropLast()).\(digits)Z"
  }

  package static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }
  package static func + (left: Self, right: Duration) -> Self {
    Self(milliseconds: left.milliseconds + right.inMilliseconds)
  }
  package static func - (left: Self, right: Duration) -> Self {
    Self(milliseconds: left.milliseconds - right.inMilliseconds)
  }
  package static func - (left: Self, right: Self) -> Duration { .milliseconds(left.milliseconds - right.milliseconds) }

  private static let fractional = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
  private static let whole = Date.ISO8601FormatStyle()
}

extension Duration {
  /// The duration in whole milliseconds, rounded towards zero.
  package var inMilliseconds: Int64 {
    components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
  }

  /// For people and for `Retry-After`: never less than what was asked for.
  package var inWholeSecondsRoundedUp: Int64 { components.seconds + (components.attoseconds > 0 ? 1 : 0) }
}
