import Foundation

/// Reads how long a provider asks to wait.
enum RetryAfter {
  /// A longer wait is shortened to this: 31 days, as long as the longest quota's period.
  static let longest = Duration.seconds(31 * 86_400)

  /// - Parameters:
  ///   - seconds: the header `retry-after`: seconds, whole or not, or a date
  ///   - milliseconds: the header `retry-after-ms`, which is more exact and wins
  static func duration(seconds: String?, milliseconds: String?, now: Date = Date()) -> Duration? {
    if let number = milliseconds.flatMap(Double.init) { return duration(ofSeconds: number / 1000) }
    guard let text = seconds?.trimmingCharacters(in: .whitespaces) else { return nil }
    if let number = Double(text) { return duration(ofSeconds: number) }
    return date(text).flatMap { duration(ofSeconds: max($0.timeIntervalSince(now), 0)) }
  }

  /// What an error's text says, in lower case: “please try again in 7m12.5s”, “retry in 345ms”; nil when it names no
  /// time.
  static func duration(inText text: String) -> Duration? {
    guard let wait = text.firstMatch(of: /(?:try again|retry) in ((?:[0-9]+(?:\.[0-9]+)? ?[a-z]+ ?)+)/) else {
      return nil
    }
    var seconds: Double?
    for piece in wait.1.matches(of: /([0-9]+(?:\.[0-9]+)?) ?([a-z]+)/) {
      guard let number = Double(piece.1), let unit = secondsPerUnit[String(piece.2)] else { break }
      seconds = (seconds ?? 0) + number * unit
    }
    return seconds.flatMap(duration(ofSeconds:))
  }

  /// Nil for what is no time: below zero, or not finite.
  static func duration(ofSeconds seconds: Double) -> Duration? {
    guard seconds >= 0, seconds.isFinite else { return nil }
    return .milliseconds(Int64((min(seconds, Double(longest.components.seconds)) * 1000).rounded(.up)))
  }

  private static let secondsPerUnit: [String: Double] = [
    "ms": 0.001, "millisecond": 0.001, "milliseconds": 0.001, "s": 1, "sec": 1, "secs": 1, "second": 1, "seconds": 1,
    "m": 60, "min": 60, "mins": 60, "minute": 60, "minutes": 60, "h": 3600, "hr": 3600, "hour": 3600, "hours": 3600,
    "d": 86_400, "day": 86_400, "days": 86_400,
  ]

  /// `Wed, 21 Oct 2026 07:28:00 GMT`
  private static func date(_ text: String) -> Date? {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(identifier: "GMT")
    formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
    return formatter.date(from: text)
  }
}
