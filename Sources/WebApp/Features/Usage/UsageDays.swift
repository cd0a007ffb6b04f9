import Core
import Foundation
import Hummingbird

/// The days that a usage question is about, both included, in UTC; the last 30 when the request names none.
struct UsageDays: Sendable {
  let first: String
  let last: String
  /// The beginning of the first day, and the end of the last one (not included).
  let from: Timestamp
  let to: Timestamp

  init(_ request: Request, now: Timestamp) throws(RequestError) {
    let last = try request.day("to") ?? Self.text(now)
    let first = try request.day("from") ?? Self.text(now - .seconds(29 * 86_400))
    guard first <= last else { throw .invalid(field: "from", reason: "it must not be after “to”.") }
    self.first = first
    self.last = last
    from = try Self.midnight(first, field: "from")
    to = try Self.midnight(last, field: "to") + .seconds(86_400)
  }

  private static func text(_ time: Timestamp) -> String { String(time.iso8601.prefix(10)) }

  private static func midnight(_ day: String, field: String) throws(RequestError) -> Timestamp {
    // Foundation takes 31 February for 3 March; a day that comes back as another one does not exist.
    guard let date = try? Date(day, strategy: .iso8601.year().month().day()), text(Timestamp(date)) == day else {
      throw .invalid(field: field, reason: "it must be a day like 2026-11-23.")
    }
    return Timestamp(date)
  }
}
