package import Core

/// The instants at which an account is topped up: every calendar month in UTC, counted from its opening, at the
/// opening's time of day.
///
/// A day that a month does not have becomes its last one (opened on 31 January: 28 February, 31 March, 30 April, …);
/// each instant is counted from the opening, so a short month moves no later one.
package struct RenewalSchedule: Hashable, Sendable {
  package let openedAt: Timestamp

  package init(openedAt: Timestamp) { self.openedAt = openedAt }

  /// The instant at which the period number `index` begins; period 0 begins with the opening.
  package func start(ofPeriod index: Int64) -> Timestamp {
    let opening = CivilDate(dayNumber: floorDivide(openedAt.milliseconds, by: Self.day).quotient)
    let month = floorDivide(opening.monthNumber + index, by: 12)
    let length = CivilDate.length(ofMonth: month.remainder + 1, year: month.quotient)
    let date = CivilDate(year: month.quotient, month: month.remainder + 1, day: min(opening.day, length))
    return Timestamp(milliseconds: date.dayNumber * Self.day + timeOfDay)
  }

  /// The beginning of the period that `instant` falls in; the opening for anything before it.
  package func currentStart(at instant: Timestamp) -> Timestamp {
    start(ofPeriod: period(at: instant))
  }

  /// The first renewal that lies after `instant`.
  package func next(after instant: Timestamp) -> Timestamp {
    instant < openedAt ? start(ofPeriod: 1) : start(ofPeriod: period(at: instant) + 1)
  }

  private static let day: Int64 = 86_400_000

  private var timeOfDay: Int64 { floorDivide(openedAt.milliseconds, by: Self.day).remainder }

  private func period(at instant: Timestamp) -> Int64 {
    guard instant > openedAt else { return 0 }
    let opening = CivilDate(dayNumber: floorDivide(openedAt.milliseconds, by: Self.day).quotient)
    let date = CivilDate(dayNumber: floorDivide(instant.milliseconds, by: Self.day).quotient)
    let months = date.monthNumber - opening.monthNumber
    return start(ofPeriod: months) <= instant ? months : months - 1
  }
}
