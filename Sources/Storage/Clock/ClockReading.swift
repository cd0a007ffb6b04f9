package import Core

/// One look at the clock of a database: what it said, and at which moment of this process.
///
/// The answer was given somewhere between the question and its arrival; the middle of the two is taken, and half the
/// time between them is the most by which it can be wrong.
package struct ClockReading: Hashable, Sendable {
  package typealias Instant = ContinuousClock.Instant

  package let time: Timestamp
  package let taken: Instant
  /// The most by which `time` was wrong at `taken`; the answer is cut to whole milliseconds.
  package let uncertainty: Duration

  /// How far two clocks that nobody sets drift apart at most: 200 millionths, twice what machines' clocks show.
  private static let driftDivisor = 5000

  package init(time: Timestamp, asked: Instant, answered: Instant) {
    let half = asked.duration(to: answered) / 2
    self.time = time
    taken = asked.advanced(by: half)
    uncertainty = half + .milliseconds(1)
  }

  /// The database's time at another moment of this process.
  package func time(at instant: Instant) -> Timestamp { time + taken.duration(to: instant) }

  /// The most by which `time(at:)` is wrong: it grows with the reading's age.
  package func uncertainty(at instant: Instant) -> Duration {
    uncertainty + taken.duration(to: instant) / Self.driftDivisor
  }

  /// Whether this reading is to be taken instead of an older one: when it is at least as certain, or when both can't be
  /// right, because the database's clock was set.
  ///
  /// So an answer that took long, on a busy day, does not make the time worse.
  package func replaces(_ older: Self) -> Bool {
    let allowed = older.uncertainty(at: taken)
    let difference = time - older.time(at: taken)
    return uncertainty <= allowed || max(difference, .zero - difference) > uncertainty + allowed
  }
}
