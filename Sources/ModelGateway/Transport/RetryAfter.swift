import Foundation

/// Reads how long a provider asks to wait.
enum RetryAfter {
  /// The longest wait that is believed: a day.
  static let longest = Duration.seconds(86_400)

  /// - Parameters:
  ///   - seconds: the header `retry-after`: seconds, whole or not, or a date
  ///   - milliseconds: the header `retry-after-ms`, which is more exact and wins
  static func duration(seconds: String?, milliseconds: String?, now: Date = Date()) -> Duration? {
    if let number = milliseconds.flatMap(Double.init) { return bounded(number / 1000) }
    guard let text = seconds?.trimmingCharacters(in: .whitespaces) else { return nil }
    if let number = Double(text) { return bounded(number) }
    return date(text).flatMap { bounded(max($0.timeIntervalSince(now), 0)) }
  }

  private static func bounded(_ seconds: Double) -> Duration? {
    guard seconds >= 0, seconds <= Double(longest.components.seconds) else { return nil }
    return .milliseconds(Int64((seconds * 1000).rounded(.up)))
  }

  /// `Wed, 21 Oct 2026 07:28:00 GMT`
  private static func date(_ text: String) -> Date? {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(identifier: "GMT")
    formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
    return formatter.date(from: text)
  }
}
