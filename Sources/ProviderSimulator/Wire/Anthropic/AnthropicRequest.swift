import Core

extension AnthropicWire {
  func readCall(_ body: JSONValue, route: WireRoute, query: [String: String]) throws(BadRequest) -> SimulatedCall {
    guard let model = body["model"]?.stringValue else { throw BadRequest("model: Field required") }
    guard let messages = body["messages"]?.arrayValue else { throw BadRequest("messages: Field required") }
    if messages.isEmpty { throw BadRequest("messages: at least one message is required") }
    if route.endpoint == .chat { try checkLimits(body) }
    var call = SimulatedCall(model: model)
    call.system = body["system"]?.contentText ?? ""
    for (index, message) in messages.enumerated() {
      call.turns.append(try turn(message, at: index))
    }
    call.maxTokens = body["max_tokens"]?.intValue
    call.stops = body["stop_sequences"]?.stringList ?? []
    call.tools = (body["tools"]?.arrayValue ?? []).compactMap(Self.tool)
    call.mustCallTool = ["any", "tool"].contains(body["tool_choice"]?["type"]?.stringValue ?? "")
    call.streams = body["stream"]?.boolValue ?? false
    call.reasons = ["enabled", "adaptive"].contains(body["thinking"]?["type"]?.stringValue ?? "")
    call.showsReasoning = call.reasons
    call.usesCache = body.serialized().contains("\"cache_control\"")
    return call
  }

  private func checkLimits(_ body: JSONValue) throws(BadRequest) {
    guard let limit = body["max_tokens"]?.intValue else { throw BadRequest("max_tokens: Field required") }
    if limit < 1 { throw BadRequest("max_tokens: Input should be greater than or equal to 1") }
    if let temperature = body["temperature"]?.doubleValue, !(0...1).contains(temperature) {
      throw BadRequest("temperature: range: 0..1")
    }
    if body["thinking"]?["type"] == "enabled", let temperature = body["temperature"]?.doubleValue, temperature != 1 {
      throw BadRequest("`temperature` may only be set to 1 when thinking is enabled.")
    }
  }

  private func turn(_ message: JSONValue, at index: Int) throws(BadRequest) -> SimulatedTurn {
    let content = message["content"] ?? .null
    let text = content.contentText
    let isToolResult = content.arrayValue?.contains { $0["type"] == "tool_result" } ?? false
    switch message["role"]?.stringValue {
    case "user":
      if text.isEmpty, !isToolResult {
        throw BadRequest("messages.\(index): user messages must have non-empty content")
      }
      return SimulatedTurn(role: isToolResult ? .tool : .user, text: text)
    case "assistant": return SimulatedTurn(role: .assistant, text: text)
    case let role:
      throw BadRequest(
        "messages: Unexpected role \"\(role ?? "")\". The Messages API accepts a top-level `system` parameter, "
          + "not \"system\" as an input message role.")
    }
  }

  private static func tool(_ value: JSONValue) -> SimulatedTool? {
    guard let name = value["name"]?.stringValue else { return nil }
    return SimulatedTool(name: name, parameters: value["input_schema"] ?? [:])
  }
}
