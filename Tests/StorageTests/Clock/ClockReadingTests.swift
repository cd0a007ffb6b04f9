import Core
import Storage
import Testing

/// What one answer of the database is worth, and for how long.
struct ClockReadingTests {
  private let start = ContinuousClock.now
  private let noon = Timestamp(milliseconds: 1_768_478_400_000)

  private func reading(of time: Timestamp, askedAfter seconds: Int = 0, roundTrip: Duration) -> ClockReading {
    let asked = start.advanced(by: .seconds(seconds))
    return ClockReading(time: time, asked: asked, answered: asked.advanced(by: roundTrip))
  }

  @Test func theAnswerIsTrueInTheMiddleOfItsWay() {
    let reading = reading(of: noon, roundTrip: .milliseconds(40))
    #expect(reading.time(at: start.advanced(by: .milliseconds(20))) == noon)
    #expect(reading.time(at: start) == noon - .milliseconds(20))
    #expect(reading.time(at: start.advanced(by: .seconds(3600))) == noon + .seconds(3600) - .milliseconds(20))
    #expect(reading.uncertainty == .milliseconds(21))
  }

  @Test func anAnswerThatTookLongDoesNotReplaceAGoodOne() {
    let good = reading(of: noon, roundTrip: .milliseconds(2))
    let slow = reading(of: noon + .milliseconds(10_900), askedAfter: 10, roundTrip: .seconds(2))
    #expect(!slow.replaces(good))
    #expect(good.replaces(slow))
  }

  @Test func anOldAnswerIsReplacedByALessCertainOne() {
    let old = reading(of: noon, roundTrip: .milliseconds(2))
    let slow = reading(of: noon + .seconds(3601), askedAfter: 3600, roundTrip: .seconds(1))
    #expect(slow.replaces(old))
  }

  @Test(arguments: [-3600, -5, 5, 3600])
  func aDatabaseWhoseClockWasSetIsFollowed(by seconds: Int) {
    let before = reading(of: noon, roundTrip: .milliseconds(2))
    let after = reading(of: noon + .seconds(10 + seconds), askedAfter: 10, roundTrip: .seconds(2))
    #expect(after.replaces(before))
  }
}
