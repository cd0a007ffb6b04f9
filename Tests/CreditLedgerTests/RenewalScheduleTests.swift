import Core
import CreditLedger
import Foundation
import Testing

@Suite struct RenewalScheduleTests {
  static func time(_ text: String) throws -> Timestamp {
    Timestamp(try Date(text, strategy: .iso8601))
  }

  @Test(arguments: [
    ("2026-11-23T10:20:30Z", 1, "2026-12-23T10:20:30Z"),
    ("2026-11-23T10:20:30Z", 2, "2027-01-23T10:20:30Z"),
    ("2026-01-31T23:59:59Z", 1, "2026-02-28T23:59:59Z"),
    ("2026-01-31T23:59:59Z", 2, "2026-03-31T23:59:59Z"),
    ("2026-01-31T23:59:59Z", 3, "2026-04-30T23:59:59Z"),
    ("2028-01-30T00:00:00Z", 1, "2028-02-29T00:00:00Z"),
    ("2028-02-29T00:00:00Z", 12, "2029-02-28T00:00:00Z"),
    ("2028-02-29T00:00:00Z", 48, "2032-02-29T00:00:00Z"),
    ("2096-02-29T12:00:00Z", 48, "2100-02-28T12:00:00Z"),
  ])
  func aPeriodBeginsOnTheDayOfTheOpeningOrTheMonthsLast(opening: String, index: Int64, start: String) throws {
    let schedule = RenewalSchedule(openedAt: try Self.time(opening))
    #expect(schedule.start(ofPeriod: index) == (try Self.time(start)))
  }

  @Test func theRenewalComesExactlyAtItsInstantAndNotBefore() throws {
    let schedule = RenewalSchedule(openedAt: try Self.time("2026-01-31T12:00:00Z"))
    let renewal = try Self.time("2026-02-28T12:00:00Z")
    #expect(schedule.next(after: renewal - .milliseconds(1)) == renewal)
    #expect(schedule.next(after: renewal) == (try Self.time("2026-03-31T12:00:00Z")))
    #expect(schedule.currentStart(at: renewal) == renewal)
    #expect(schedule.currentStart(at: renewal - .milliseconds(1)) == schedule.openedAt)
  }

  @Test func aClockBeforeTheOpeningIsInTheFirstPeriod() throws {
    let schedule = RenewalSchedule(openedAt: try Self.time("2026-01-15T12:00:00Z"))
    let before = try Self.time("2025-06-01T00:00:00Z")
    #expect(schedule.currentStart(at: before) == schedule.openedAt)
    #expect(schedule.next(after: before) == (try Self.time("2026-02-15T12:00:00Z")))
  }

  /// Foundation's calendar is slower and allocates, but it is somebody else's arithmetic.
  @Test func itAgreesWithTheCalendarForAHundredYears() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    for (offset, opening) in try ["1999-12-31T01:02:03Z", "2024-02-29T23:00:00Z", "2026-08-30T00:00:00Z"].map(Self.time)
      .enumerated()
    {
      let schedule = RenewalSchedule(openedAt: opening)
      for index in stride(from: Int64(offset), through: 1200, by: 7) {
        let expected = try #require(calendar.date(byAdding: .month, value: Int(index), to: opening.date))
        let start = schedule.start(ofPeriod: index)
        #expect(start == Timestamp(expected))
        #expect(schedule.currentStart(at: start + .seconds(1)) == start)
        #expect(schedule.next(after: start) == schedule.start(ofPeriod: index + 1))
      }
    }
  }
}
