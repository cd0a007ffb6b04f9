import Core
import Synchronization
import TestSupport

/// The waits of the door, without waiting: those between two attempts to write are over at once; of the long ones, as
/// many as a test allows, which move its clock. The others last until they are cancelled.
final class Pauses: Sendable {
  private let state: Mutex<(allowed: Int, passed: Int)>

  /// `allowed`: how many signs of life come by themselves.
  init(allowed: Int = 0) { state = Mutex((allowed, 0)) }

  /// How many long pauses are over.
  var passed: Int { state.withLock { $0.passed } }

  func allow(_ more: Int) { state.withLock { $0.allowed += more } }

  func pause(_ duration: Duration, clock: ManualClock) async throws {
    guard duration > .seconds(5) else { return }
    while !state.withLock({ $0.allowed > 0 }) {
      try Task.checkCancellation()
      await Task.yield()
    }
    state.withLock { $0.allowed -= 1 }
    clock.advance(by: duration)
    state.withLock { $0.passed += 1 }
  }

  /// Returns when that many long pauses are over and what follows them has been done.
  func wait(until count: Int) async {
    while passed < count { await Task.yield() }
  }
}
