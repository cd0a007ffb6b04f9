import Core
import Metering
import Synchronization

/// What the end of a turn is told by its parts: the error that people see, whether they stopped it, the receipt.
final class TurnEnding: Sendable {
  private struct State {
    var failure: TurnFailure?
    var wasStopped = false
    var receipt: JSONValue?
  }

  private let state = Mutex(State())

  func noteStop() { state.withLock { $0.wasStopped = true } }
  func note(failure: TurnFailure) { state.withLock { $0.failure = failure } }
  func note(receipt: JSONValue) { state.withLock { $0.receipt = receipt } }

  var failure: TurnFailure? { state.withLock { $0.failure } }
  var wasStopped: Bool { state.withLock { $0.wasStopped } }
  var receipt: JSONValue? { state.withLock { $0.receipt } }
}
