import Foundation
import Synchronization

/// Keeps the engine's writer thread inside a write until a test opens the gate. Only the engine's own thread blocks,
/// never the cooperative pool.
final class Gate: Sendable {
  private struct State {
    var hasArrived = false
    var refusals = 0
  }

  private let state = Mutex(State())
  private let isOpen = DispatchSemaphore(value: 0)

  /// Called inside a write.
  func waitUntilOpen() {
    state.withLock { $0.hasArrived = true }
    isOpen.wait()
  }

  func hasArrived() async {
    while !state.withLock({ $0.hasArrived }) { await Task.yield() }
  }

  func open(when condition: () -> Bool) async {
    while !condition() { await Task.yield() }
    isOpen.signal()
  }

  func countRefusal() { state.withLock { $0.refusals += 1 } }

  var refusals: Int { state.withLock { $0.refusals } }
}
