import Core

/// When the simulated model calls a tool and with what.
enum ToolCalling {
  /// Calls the first tool when it must, when the question names it or when it says `[sim:tool]`; never right after a
  /// tool's answer.
  static func call(for call: SimulatedCall, id: String) -> SimulatedToolCall? {
    guard let last = call.turns.last, last.role == .user, let first = call.tools.first else { return nil }
    let named = call.tools.first { last.text.contains($0.name) }
    guard call.mustCallTool || named != nil || last.text.contains(PromptMark.tool.rawValue) else { return nil }
    let tool = named ?? first
    return SimulatedToolCall(id: "call_" + id, name: tool.name, arguments: example(of: tool.parameters))
  }

  /// The simplest value that a schema allows.
  private static func example(of schema: JSONValue) -> JSONValue {
    if let choices = schema["enum"]?.arrayValue, let first = choices.first { return first }
    switch schema["type"]?.stringValue?.lowercased() {
    case "integer", "number": return 1
    case "boolean": return true
    case "array": return .array(schema["items"].map { [example(of: $0)] } ?? [])
    case "string": return "example"
    default: return .object((schema["properties"]?.objectValue ?? [:]).mapValues(example))
    }
  }
}
