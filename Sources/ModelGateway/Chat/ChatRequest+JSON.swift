package import Core

/// The JSON form of a request:
///
///     {"model"?, "system"?, "turns": [{"role": "user", "parts": [{"type": "text", "text": "…"}]}],
///      "temperature"?, "max_tokens"?, "stop"?: […], "tools"?: [{"name", "description"?, "parameters"?}], "stream"?}
///
/// It also reads the forms of the providers' own requests: `messages` for `turns`, `content` as a text or a list of
/// parts, `system` as a list of parts, `system` and `developer` messages, `tool_calls`, `tool` and `function` messages,
/// the role `model`, `max_completion_tokens`, `max_output_tokens`, `stop_sequences`, `stop` as one text, tools as
/// functions. What it can't read is an error, never left out: a question without its second half has another answer.
extension ChatRequest: Codable {
  package init(from decoder: any Decoder) throws {
    try self.init(json: JSONValue(from: decoder))
  }

  package func encode(to encoder: any Encoder) throws {
    try json.encode(to: encoder)
  }

  /// - Throws: `ChatFormatError` for what is missing or of the wrong sort; members that are not known are ignored.
  package init(json: JSONValue) throws(ChatFormatError) {
    guard case .object = json else { throw ChatFormatError(member: "chat", expectation: "a JSON object") }
    var reader = ChatTurnReader()
    let name = json["turns"] == nil && json["messages"] != nil ? "messages" : "turns"
    guard let items = json[name]?.arrayValue else {
      throw ChatFormatError(member: "turns", expectation: "a list of turns")
    }
    for (index, item) in items.enumerated() { try reader.read(item, at: "\(name)[\(index)]") }
    let ownSystem = try reader.text(of: json["system"] ?? .null, at: "system")
    let system = ([ownSystem].compactMap(\.self) + reader.systemTexts).joined(separator: "\n\n")
    let temperature = try json.number("temperature")
    let maxTokens = try json.positive(Self.namesOfMaxTokens)
    let stop = try json.texts(["stop", "stop_sequences", "stopSequences"])
    let tools = try Self.tools(in: json)
    guard !reader.turns.isEmpty else { throw ChatFormatError(member: name, expectation: "a list of at least one turn") }
    self.init(
      model: json["model"]?.stringValue ?? "", system: system.isEmpty ? nil : system, turns: reader.turns,
      temperature: temperature, maxTokens: maxTokens, stop: stop, tools: tools,
      isStream: json["stream"]?.boolValue ?? false)
  }

  private static let namesOfMaxTokens = [
    "max_tokens", "max_completion_tokens", "max_output_tokens", "maxTokens", "maxOutputTokens",
  ]

  private static func tools(in json: JSONValue) throws(ChatFormatError) -> [ToolDefinition] {
    guard let value = json["tools"], value != .null else { return [] }
    guard let items = value.arrayValue else { throw ChatFormatError(member: "tools", expectation: "a list of tools") }
    var tools: [ToolDefinition] = []
    for (index, item) in items.enumerated() {
      let tool = item["function"] ?? item
      guard let name = tool["name"]?.stringValue, !name.isEmpty else {
        throw ChatFormatError(member: "tools[\(index)].name", expectation: "the tool's name")
      }
      var definition = ToolDefinition(name: name, summary: tool["description"]?.stringValue)
      if let parameters = tool["parameters"] ?? tool["input_schema"], case .object = parameters {
        definition.parameters = parameters
      }
      tools.append(definition)
    }
    return tools
  }
}

extension JSONValue {
  fileprivate func number(_ key: String) throws(ChatFormatError) -> Double? {
    guard let value = self[key], value != .null else { return nil }
    guard let number = value.doubleValue, number.isFinite else {
      throw ChatFormatError(member: key, expectation: "a number")
    }
    return number
  }

  /// The first of these names that has a value, with it.
  private func first(of keys: [String]) -> (key: String, value: JSONValue)? {
    for key in keys {
      if let value = self[key], value != .null { return (key, value) }
    }
    return nil
  }

  fileprivate func positive(_ keys: [String]) throws(ChatFormatError) -> Int? {
    guard let (key, value) = first(of: keys) else { return nil }
    guard let number = value.intValue, number > 0 else {
      throw ChatFormatError(member: key, expectation: "a whole number above zero")
    }
    return number
  }

  fileprivate func texts(_ keys: [String]) throws(ChatFormatError) -> [String] {
    guard let (key, value) = first(of: keys) else { return [] }
    if let text = value.stringValue { return [text] }
    guard let items = value.arrayValue, items.allSatisfy({ $0.stringValue != nil }) else {
      throw ChatFormatError(member: key, expectation: "a list of texts")
    }
    return items.compactMap(\.stringValue)
  }
}
