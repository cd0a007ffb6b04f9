import Analyst
import Core
import Metering
import Storage
import Synchronization

/// What was said in a turn so far, and the answer as it is stored: also a half one, with its error.
final class TurnEnding: Sendable {
  private struct State {
    var answer = AnswerBuilder()
    /// The blocks as JSON text.
    var blocks = "[]"
    var price = Credits.zero
  }

  private let state = Mutex(State())

  func note(price: Credits) { state.withLock { $0.price = price } }
  func note(_ event: TaskEvent) { state.withLock { $0.answer.add(event) } }

  /// Encodes what was said, which may take a while: before the transaction that stores it, where others would wait.
  func encode() {
    let blocks = state.withLock { $0.answer.content.blocks }
    let text = JSONValue.array(blocks.map(\.json)).serialized()
    state.withLock { $0.blocks = text }
  }

  /// The stored answer as JSON text: `blocks` and how it ended.
  func content(_ conclusion: TaskConclusion, failure: TurnFailure?) throws -> String {
    let (blocks, price) = state.withLock { ($0.blocks, $0.price) }
    var ending: [String: JSONValue] = [
      "receipt": try JSONValue(encoding: conclusion.receipt), "price": .int(price.amount),
    ]
    ending["error"] = failure.map { TaskFailure($0).json }
    if conclusion.status == .cancelled { ending["stopped"] = true }
    return "{\"blocks\":\(blocks)," + JSONValue.object(ending).serialized().dropFirst()
  }
}
