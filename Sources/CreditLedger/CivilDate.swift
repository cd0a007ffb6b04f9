/// A day of the proleptic Gregorian calendar in UTC, without a time: arithmetic that needs no locale, time zone or
/// allocation.
///
/// The conversions follow Howard Hinnant's "chrono-Compatible Low-Level Date Algorithms": the year is taken to begin in
/// March,
/// so that the leap day is its last.
struct CivilDate: Hashable {
  var year: Int64
  /// 1 to 12.
  var month: Int64
  /// 1 to 31.
  var day: Int64

  init(year: Int64, month: Int64, day: Int64) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The date that lies so many days after 1970-01-01.
  init(dayNumber: Int64) {
    let shifted = dayNumber + 719_468
    let (era, dayOfEra) = floorDivide(shifted, by: 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
    month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Days since 1970-01-01.
  var dayNumber: Int64 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let (era, yearOfEra) = floorDivide(shiftedYear, by: 400)
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// Months since January of year 0.
  var monthNumber: Int64 { year * 12 + month - 1 }

  static func length(ofMonth month: Int64, year: Int64) -> Int64 {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }
}

/// Division that rounds towards minus infinity, so that times before 1970 work as well; the divisor is positive.
func floorDivide(_ value: Int64, by divisor: Int64) -> (quotient: Int64, remainder: Int64) {
  let remainder = value % divisor
  return remainder < 0 ? (value / divisor - 1, remainder + divisor) : (value / divisor, remainder)
}
