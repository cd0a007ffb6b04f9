import Core
import Foundation
import Storage
import Synchronization
import Testing

/// The common clock: the database's time, on a monotonic clock that the test moves.
struct DatabaseClockTests {
  @Test(arguments: Engine.allCases)
  func itShowsTheDatabasesTime(on engine: Engine) async throws {
    try await withDatabase(engine) { database in
      let clock = try await DatabaseClock(of: database)
      // The tests' database runs on this machine, so that both clocks are one.
      let difference = clock.now - WallClock.system.now
      #expect(max(difference, .zero - difference) < .seconds(1))
    }
  }

  @Test func betweenTwoReadingsItRunsOnTheMonotonicClock() async throws {
    try await withDatabase { database in
      let steps = Steps()
      let clock = try await DatabaseClock(of: database, instant: { steps.now })
      let first = clock.now
      steps.advance(by: .seconds(7200))
      #expect(clock.now == first + .seconds(7200))
    }
  }

  @Test func aReadingPutsAClockRightThatHasGoneWrong() async throws {
    try await withDatabase { database in
      let steps = Steps()
      let clock = try await DatabaseClock(of: database, instant: { steps.now })
      steps.advance(by: .seconds(7200))
      try await clock.refresh()
      let difference = clock.now - WallClock.system.now
      #expect(max(difference, .zero - difference) < .seconds(60))
    }
  }

  @Test func withoutAnAnswerItGoesOn() async throws {
    let steps = Steps()
    let (database, clock) = try await withDatabase { database in
      (database, try await DatabaseClock(of: database, instant: { steps.now }))
    }
    let before = clock.now
    await #expect(throws: StorageError.closed) { try await clock.refresh() }
    steps.advance(by: .seconds(1))
    #expect(clock.now == before + .seconds(1))
    _ = database
  }
}

/// A monotonic clock that only the test moves.
private final class Steps: Sendable {
  private let state = Mutex(ContinuousClock.now)

  var now: ContinuousClock.Instant { state.withLock { $0 } }
  func advance(by duration: Duration) { state.withLock { $0 = $0.advanced(by: duration) } }
}
