package import Core

extension ChatRequest {
  /// The request in our own JSON form; what is not set is left out.
  package var json: JSONValue {
    var members: [String: JSONValue] = ["turns": .array(turns.map(\.json))]
    if !model.isEmpty { members["model"] = .string(model) }
    if let system { members["system"] = .string(system) }
    if let temperature { members["temperature"] = .double(temperature) }
    if let maxTokens { members["max_tokens"] = .int(Int64(maxTokens)) }
    if !stop.isEmpty { members["stop"] = .array(stop.map { .string($0) }) }
    if !tools.isEmpty { members["tools"] = .array(tools.map(\.json)) }
    if isStream { members["stream"] = true }
    return .object(members)
  }
}

extension ChatTurn {
  fileprivate var json: JSONValue { ["role": .string(role.rawValue), "parts": .array(parts.map(\.json))] }
}

extension ChatPart {
  fileprivate var json: JSONValue {
    switch self {
    case .text(let text): return ["type": "text", "text": .string(text)]
    case .reasoning(let text): return ["type": "reasoning", "text": .string(text)]
    case .toolCall(let call):
      let id: JSONValue = call.id.map { .string($0) } ?? nil
      return ["type": "tool_call", "id": id, "name": .string(call.name), "arguments": .string(call.arguments)]
    case .toolResult(let result):
      let id: JSONValue = result.callID.map { .string($0) } ?? nil
      return [
        "type": "tool_result", "call_id": id, "name": .string(result.name), "content": .string(result.content),
        "is_error": .bool(result.isError),
      ]
    }
  }
}

extension ToolDefinition {
  fileprivate var json: JSONValue {
    var members: [String: JSONValue] = ["name": .string(name), "parameters": parameters]
    if let summary { members["description"] = .string(summary) }
    return .object(members)
  }
}
