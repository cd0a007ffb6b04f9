import Analyst
import Core
import Metering
import Storage

/// Plays a stored answer as the events that made it, for a client that asks again for a task that is over.
enum StoredAnswer {
  /// The whole answer, from its `task` event on.
  static func events(of answer: MessageRow, in chat: Chat?) -> [JobEvent] {
    let content = answer.content
    let announced: [(String, JSONValue)] = [("task", TaskAnnouncement.of(answer, in: chat))]
    let blocks = (content["blocks"]?.arrayValue ?? []).compactMap(event)
    return numbered(announced + blocks + ending(of: content), after: 0)
  }

  /// How it ended, for a client that has seen `cursor` events of it. What came in between can't be told apart any more:
  /// `done` says `stored`, so that the client fetches the chat.
  ///
  /// - Parameter isPart: whether events of the answer are missing before.
  static func ending(of content: JSONValue, after cursor: Int, isPart: Bool = true) -> [JobEvent] {
    numbered(ending(of: content, isPart: isPart), after: cursor)
  }

  /// The ending of a task that left no answer.
  static func interrupted(after cursor: Int) -> [JobEvent] {
    numbered(
      [("error", ["error": TaskFailure(TaskError.interrupted).json]), ("done", ["status": "failed", "stored": true])],
      after: cursor)
  }

  /// What is stored for a task whose process died: what was said, and that it was interrupted.
  static func interrupted(
    _ said: [JobEvent], receipt: Receipt, price: Credits, failure: any AppError
  ) throws -> JSONValue {
    [
      "blocks": .array(try blocks(of: said)), "receipt": try JSONValue(encoding: receipt), "price": .int(price.amount),
      "error": TaskFailure(failure).json,
    ]
  }

  /// Folds events back into blocks; pieces of text become one until something else comes.
  private static func blocks(of events: [JobEvent]) throws -> [JSONValue] {
    var blocks: [JSONValue] = []
    var text = ""
    func endText() {
      if !text.isEmpty { blocks.append(["type": "text", "text": .string(text)]) }
      text = ""
    }
    for event in events {
      let data = try JSONValue(parsing: event.data)
      switch event.name {
      case "text": text += data["delta"]?.stringValue ?? ""
      case "step": endText()
      case "code", "run":
        endText()
        guard case .object(var members) = data else { continue }
        members["type"] = .string(event.name)
        blocks.append(.object(members))
      default: continue
      }
    }
    endText()
    return blocks
  }

  private static func ending(of content: JSONValue, isPart: Bool = false) -> [(String, JSONValue)] {
    var events: [(String, JSONValue)] = []
    if let receipt = content["receipt"] { events.append(("receipt", receipt)) }
    if let error = content["error"] { events.append(("error", ["error": error])) }
    var done: [String: JSONValue] = ["status": .string(status(of: content))]
    if isPart { done["stored"] = true }
    return events + [("done", .object(done))]
  }

  private static func numbered(_ events: [(String, JSONValue)], after cursor: Int) -> [JobEvent] {
    events.enumerated().map { index, event in
      JobEvent(number: cursor + index + 1, name: event.0, data: event.1.serialized())
    }
  }

  private static func event(_ block: JSONValue) -> (String, JSONValue)? {
    guard case .object(var members) = block, let type = members.removeValue(forKey: "type")?.stringValue else {
      return nil
    }
    guard type == "text" else { return (type, .object(members)) }
    return ("text", ["delta": members["text"] ?? ""])
  }

  private static func status(of content: JSONValue) -> String {
    if content["error"] != nil { return "failed" }
    return content["stopped"]?.boolValue == true ? "stopped" : "complete"
  }
}
