import Analyst
import Core
import Synchronization

/// Collects what a person is shown while a task runs, in the form in which the answer is stored: also when it fails or is stopped half way.
final class AnswerRecorder: Sendable {
  private let blocks = Mutex<[JSONValue]>([])

  /// Adds an event of the task's stream; pieces of text that follow one another become one block.
  func record(_ event: TaskEvent) {
    switch event.name {
    case "text": blocks.withLock { Self.append(event.payload["delta"]?.stringValue ?? "", to: &$0) }
    case "code", "run": blocks.withLock { $0.append(Self.block(event)) }
    default: break
    }
  }

  /// The stored form: `{"blocks", "receipt", "error", "stopped"}`.
  func content(receipt: JSONValue?, error: JSONValue?, stopped: Bool) -> JSONValue {
    var content: [String: JSONValue] = ["blocks": .array(blocks.withLock { $0 })]
    content["receipt"] = receipt
    content["error"] = error
    if stopped { content["stopped"] = true }
    return .object(content)
  }

  private static func append(_ delta: String, to blocks: inout [JSONValue]) {
    if case .object(var last)? = blocks.last, last["type"] == "text", let text = last["text"]?.stringValue {
      last["text"] = .string(text + delta)
      blocks[blocks.count - 1] = .object(last)
    } else if !delta.isEmpty {
      blocks.append(["type": "text", "text": .string(delta)])
    }
  }

  private static func block(_ event: TaskEvent) -> JSONValue {
    guard case .object(var members) = event.payload else { return .null }
    members["type"] = .string(event.name)
    return .object(members)
  }
}
