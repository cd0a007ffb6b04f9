import Core

/// Plays a stored answer as the events that made it, for a client that asks again for a task that is over.
enum StoredAnswer {
  static func events(of content: JSONValue) -> [TaskEventRecord] {
    var events: [(String, JSONValue)] = (content["blocks"]?.arrayValue ?? []).compactMap(event)
    if let receipt = content["receipt"] { events.append(("receipt", receipt)) }
    if let error = content["error"] { events.append(("error", ["error": error])) }
    events.append(("done", ["status": .string(status(of: content))]))
    return events.enumerated().map { index, event in
      TaskEventRecord(id: index + 1, name: event.0, data: event.1.serialized())
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
