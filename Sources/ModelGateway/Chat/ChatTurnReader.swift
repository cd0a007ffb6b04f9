import Core

/// Reads turns out of JSON, in our own form and in the form of OpenAI's messages.
struct ChatTurnReader {
  private(set) var turns: [ChatTurn] = []
  /// Messages of the system and developer roles, which are no turns.
  private(set) var systemTexts: [String] = []
  private var nameOfCall: [String: String] = [:]

  mutating func read(_ item: JSONValue, at place: String) throws(ChatFormatError) {
    let role = item["role"]?.stringValue
    var parts = try parts(of: item, at: place)
    if role == "system" || role == "developer" { return systemTexts.append(parts.joinedText) }
    guard let role = role.flatMap(ChatRole.init(rawValue:)) else {
      throw ChatFormatError(member: place + ".role", expectation: "user, assistant or tool")
    }
    if role == .tool, let callID = item["tool_call_id"]?.stringValue {
      let name = item["name"]?.stringValue ?? nameOfCall[callID] ?? "tool"
      parts = [.toolResult(ToolResult(callID: callID, name: name, content: parts.joinedText))]
    }
    for call in parts.toolCalls {
      if let id = call.id { nameOfCall[id] = call.name }
    }
    turns.append(ChatTurn(role: role, parts: parts))
  }

  private func parts(of item: JSONValue, at place: String) throws(ChatFormatError) -> [ChatPart] {
    var parts: [ChatPart] = []
    let member = item["parts"] == nil ? "content" : "parts"
    switch item[member] {
    case .string(let text): parts.append(.text(text))
    case .array(let pieces):
      for (index, piece) in pieces.enumerated() { parts.append(try part(piece, at: "\(place).\(member)[\(index)]")) }
    case nil, .null: break
    default: throw ChatFormatError(member: "\(place).\(member)", expectation: "a text or a list of parts")
    }
    for (index, call) in (item["tool_calls"]?.arrayValue ?? []).enumerated() {
      parts.append(
        .toolCall(try toolCall(call["function"] ?? call, id: call["id"], at: "\(place).tool_calls[\(index)]")))
    }
    return parts
  }

  private func part(_ json: JSONValue, at place: String) throws(ChatFormatError) -> ChatPart {
    if let text = json.stringValue { return .text(text) }
    switch json["type"]?.stringValue {
    case "text", "input_text", nil: return .text(try text(json, at: place))
    case "reasoning", "thinking": return .reasoning(json["text"]?.stringValue ?? json["thinking"]?.stringValue ?? "")
    case "tool_call", "tool_use": return .toolCall(try toolCall(json, id: json["id"], at: place))
    case "tool_result": return .toolResult(toolResult(json))
    case .some:
      throw ChatFormatError(member: place + ".type", expectation: "text, reasoning, tool_call or tool_result")
    }
  }

  private func text(_ json: JSONValue, at place: String) throws(ChatFormatError) -> String {
    guard let text = json["text"]?.stringValue else {
      throw ChatFormatError(member: place + ".text", expectation: "a text")
    }
    return text
  }

  private func toolCall(_ json: JSONValue, id: JSONValue?, at place: String) throws(ChatFormatError) -> ToolCall {
    guard let name = json["name"]?.stringValue else {
      throw ChatFormatError(member: place + ".name", expectation: "the tool's name")
    }
    let arguments = json["arguments"] ?? json["input"] ?? [:]
    return ToolCall(id: id?.stringValue, name: name, arguments: arguments.stringValue ?? arguments.serialized())
  }

  private func toolResult(_ json: JSONValue) -> ToolResult {
    let callID = (json["call_id"] ?? json["tool_use_id"] ?? json["tool_call_id"])?.stringValue
    let content = json["content"]?.stringValue ?? json["content"]?.serialized() ?? ""
    let name = json["name"]?.stringValue ?? callID.flatMap { nameOfCall[$0] } ?? "tool"
    return ToolResult(
      callID: callID, name: name, content: content, isError: json["is_error"]?.boolValue ?? false)
  }
}
