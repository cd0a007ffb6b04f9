import Core
import Storage

/// Plays a stored answer as the events that made it, for a client that asks again for a task that is over.
enum StoredAnswer {
  /// The whole answer, from its `task` event on.
  static func events(of answer: MessageRow, in chat: Chat?) -> [TaskEventRecord] {
    let content = answer.content
    let announced: [(String, JSONValue)] = [("task", TaskAnnouncement.of(answer, in: chat))]
    let blocks = (content["blocks"]?.arrayValue ?? []).compactMap(event)
    return numbered(announced + blocks + ending(of: content), after: 0)
  }

  /// How it ended, for a client that has seen `cursor` events of it. What came in between can't be told apart any more:
  /// `done` says `stored`, so that the client fetches the chat.
  static func ending(of content: JSONValue, after cursor: Int) -> [TaskEventRecord] {
    numbered(ending(of: content, isPart: true), after: cursor)
  }

  private static func ending(of content: JSONValue, isPart: Bool = false) -> [(String, JSONValue)] {
    var events: [(String, JSONValue)] = []
    if let receipt = content["receipt"] { events.append(("receipt", receipt)) }
    if let error = content["error"] { events.append(("error", ["error": error])) }
    var done: [String: JSONValue] = ["status": .string(status(of: content))]
    if isPart { done["stored"] = true }
    return events + [("done", .object(done))]
  }

  private static func numbered(_ events: [(String, JSONValue)], after cursor: Int) -> [TaskEventRecord] {
    events.enumerated().map { index, event in
      TaskEventRecord(id: cursor + index + 1, name: event.0, data: event.1.serialized())
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
