package import Core
import Synchronization

/// A clock that only a test moves.
package final class ManualClock: Sendable {
  private let time: Mutex<Timestamp>

  /// Starts on 2026-01-15 12:00 UTC unless the test says otherwise.
  package init(_ start: Timestamp = Timestamp(milliseconds: 1_768_478_400_000)) { time = Mutex(start) }

  package var now: Timestamp { time.withLock { $0 } }
  package var wallClock: WallClock { WallClock { self.now } }

  package func advance(by duration: Duration) { time.withLock { $0 = $0 + duration } }
}
