import Analyst
import Core
import Metering
import Synchronization

/// What the end of a turn is told by its parts: what was said so far, the error that people see, whether they stopped
/// it, the receipt.
final class TurnEnding: Sendable {
  private struct State {
    var answer = AnswerBuilder()
    var failure: TurnFailure?
    var wasStopped = false
    var receipt: JSONValue?
  }

  private let state = Mutex(State())

  func note(_ event: TaskEvent) { state.withLock { $0.answer.add(event) } }
  func noteStop() { state.withLock { $0.wasStopped = true } }
  func note(failure: TurnFailure) { state.withLock { $0.failure = failure } }
  func note(receipt: JSONValue) { state.withLock { $0.receipt = receipt } }

  var failure: TurnFailure? { state.withLock { $0.failure } }
  var receipt: JSONValue? { state.withLock { $0.receipt } }

  /// The answer as it is stored: also a half one, with its error.
  var content: JSONValue {
    state.withLock { state in
      var content = state.answer.content
      content.receipt = state.receipt
      content.error = state.failure.map { TaskFailure($0) }
      content.stopped = state.wasStopped ? true : nil
      return content.json
    }
  }
}
