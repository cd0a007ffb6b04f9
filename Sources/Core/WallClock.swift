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
    guard let date = try? Date(text, strategy: Self.style) else {
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
  package var iso8601: String { date.formatted(Self.style) }

  package static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }
  package static func + (left: Self, right: Duration) -> Self { Self(milliseconds: left.milliseconds + right.inMilliseconds) }
  package static func - (left: Self, right: Duration) -> Self { Self(milliseconds: left.milliseconds - right.inMilliseconds) }
  package static func - (left: Self, right: Self) -> Duration { .milliseconds(left.milliseconds - right.milliseconds) }

  private static let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
}

extension Duration {
  /// The duration in whole milliseconds, rounded towards zero.
  package var inMilliseconds: Int64 {
    components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
  }
}
