import Core
import Foundation
import Hummingbird

/// The days that a usage question is about, both included, in UTC; the last 30 when the request names none.
struct UsageDays: Sendable {
  let from: String
  let to: String

  init(_ request: Request, now: Timestamp) throws(RequestError) {
    let to = try request.day("to") ?? Self.text(now)
    let from = try request.day("from") ?? Self.text(now - .seconds(29 * 86_400))
    guard from <= to else { throw .invalid(field: "from", reason: "it must not be after “to”.") }
    self.from = from
    self.to = to
  }

  private static func text(_ time: Timestamp) -> String { String(time.iso8601.prefix(10)) }
}
