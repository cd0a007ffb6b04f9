import Core

/// Reads turns out of JSON, in our own form and in the form of OpenAI's messages.
struct ChatTurnReader {
  private(set) var turns: [ChatTurn] = []
  /// Messages of the system and developer roles, which are no turns.
  private(set) var systemTexts: [String] = []
  private var nameOfCall: [String: String] = [:]

  mutating func read(_ item: JSONValue, at place: String) throws(ChatFormatError) {
    let word = item["role"]?.stringValue
    var parts = try parts(of: item, at: place)
    if word == "system" || word == "developer" { return systemTexts.append(parts.joinedText) }
    guard let role = word.flatMap(Self.role) else {
      throw ChatFormatError(member: place + ".role", expectation: "user, assistant or tool")
    }
    let callID = item["tool_call_id"]?.stringValue
    if role == .tool, callID != nil || word == "function" {
      let name = item["name"]?.stringValue ?? callID.flatMap { nameOfCall[$0] } ?? "tool"
      parts = [.toolResult(ToolResult(callID: callID, name: name, content: parts.joinedText))]
    }
    guard !parts.isEmpty || role == .assistant else {
      throw ChatFormatError(member: place + ".content", expectation: "a text or a list of parts")
    }
    for call in parts.toolCalls {
      if let id = call.id { nameOfCall[id] = call.name }
    }
    turns.append(ChatTurn(role: role, parts: parts))
  }

  /// A text that may be written as a list of parts of which all are texts.
  func text(of value: JSONValue, at place: String) throws(ChatFormatError) -> String? {
    let parts = try parts(in: value, at: place)
    guard parts.allSatisfy({ if case .text = $0 { true } else { false } }) else {
      throw ChatFormatError(member: place, expectation: "a text or a list of texts")
    }
    return parts.isEmpty ? nil : parts.joinedText
  }

  private static func role(_ word: String) -> ChatRole? {
    switch word {
    case "model": .assistant
    case "function": .tool
    default: ChatRole(rawValue: word)
    }
  }

  private func parts(of item: JSONValue, at place: String) throws(ChatFormatError) -> [ChatPart] {
    let member = ["parts", "content", "text"].first { item[$0] != nil && item[$0] != .null } ?? "content"
    var parts = try parts(in: item[member] ?? .null, at: "\(place).\(member)")
    if let refusal = item["refusal"]?.stringValue, !refusal.isEmpty { parts.append(.text(refusal)) }
    for (index, call) in (item["tool_calls"]?.arrayValue ?? []).enumerated() {
      parts.append(
        .toolCall(try toolCall(call["function"] ?? call, id: call["id"], at: "\(place).tool_calls[\(index)]")))
    }
    if let call = item["function_call"], call != .null {
      parts.append(.toolCall(try toolCall(call, id: nil, at: place + ".function_call")))
    }
    return parts
  }

  private func parts(in value: JSONValue, at place: String) throws(ChatFormatError) -> [ChatPart] {
    switch value {
    case .null: return []
    case .string(let text): return [.text(text)]
    case .array(let pieces):
      var parts: [ChatPart] = []
      for (index, piece) in pieces.enumerated() { parts.append(try part(piece, at: "\(place)[\(index)]")) }
      return parts
    default: throw ChatFormatError(member: place, expectation: "a text or a list of parts")
    }
  }

  private func part(_ json: JSONValue, at place: String) throws(ChatFormatError) -> ChatPart {
    if let text = json.stringValue { return .text(text) }
    switch json["type"]?.stringValue {
    case "text", "input_text", "output_text", nil: return .text(try text("text", of: json, at: place))
    case "refusal": return .text(try text("refusal", of: json, at: place))
    case "reasoning", "thinking": return .reasoning(json["text"]?.stringValue ?? json["thinking"]?.stringValue ?? "")
    case "tool_call", "tool_use": return .toolCall(try toolCall(json, id: json["id"], at: place))
    case "tool_result": return .toolResult(toolResult(json))
    case .some:
      throw ChatFormatError(member: place + ".type", expectation: "text, reasoning, tool_call or tool_result")
    }
  }

  private func text(
    _ member: String, of json: JSONValue, at place: String
  ) throws(ChatFormatError) -> String {
    guard let text = json[member]?.stringValue else {
      throw ChatFormatError(member: "\(place).\(member)", expectation: "a text")
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
    let content = content(of: json["content"] ?? .null)
    let name = json["name"]?.stringValue ?? callID.flatMap { nameOfCall[$0] } ?? "tool"
    return ToolResult(
      callID: callID, name: name, content: content, isError: json["is_error"]?.boolValue ?? false)
  }

  /// A text, a list of texts, or any other JSON as its text.
  private func content(of value: JSONValue) -> String {
    if value == .null { return "" }
    if let texts = try? text(of: value, at: "content") { return texts }
    return value == [] ? "" : value.serialized()
  }
}
