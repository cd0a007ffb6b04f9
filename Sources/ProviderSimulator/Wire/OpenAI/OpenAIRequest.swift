import Core

extension OpenAIWire {
  func readCall(_ body: JSONValue, route: WireRoute, query: [String: String]) throws(BadRequest) -> SimulatedCall {
    guard let model = body["model"]?.stringValue, !model.isEmpty else {
      throw BadRequest("you must provide a model parameter")
    }
    guard let messages = body["messages"]?.arrayValue, !messages.isEmpty else {
      throw BadRequest(
        "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead.",
        parameter: "messages", code: "empty_array")
    }
    var call = SimulatedCall(model: model)
    call.reasons = Self.reasons(model)
    try checkReasoningLimits(body, call)
    for (index, message) in messages.enumerated() { try read(message, at: index, into: &call) }
    call.maxTokens = (body["max_completion_tokens"] ?? body["max_tokens"])?.intValue
    call.stops = body["stop"]?.stringList ?? []
    call.tools = (body["tools"]?.arrayValue ?? []).compactMap(Self.tool)
    call.mustCallTool = body["tool_choice"] == "required" || body["tool_choice"]?["function"] != nil
    call.streams = body["stream"]?.boolValue ?? false
    call.streamsUsage = body["stream_options"]?["include_usage"]?.boolValue ?? (provider == .groq)
    call.showsReasoning = provider == .groq
    return call
  }

  /// Whether a model of OpenAI's wire thinks before it answers.
  static func reasons(_ model: String) -> Bool {
    ["o1", "o3", "o4", "gpt-5", "openai/gpt-oss", "qwen/qwen3", "deepseek-r1"].contains { model.hasPrefix($0) }
  }

  /// OpenAI's reasoning models refuse `max_tokens` and any temperature but 1.
  private func checkReasoningLimits(_ body: JSONValue, _ call: SimulatedCall) throws(BadRequest) {
    guard provider == .openai, call.reasons else { return }
    if body["max_tokens"]?.intValue != nil {
      throw BadRequest(
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
        parameter: "max_tokens", code: "unsupported_parameter")
    }
    if let temperature = body["temperature"]?.doubleValue, temperature != 1 {
      throw BadRequest(
        "Unsupported value: 'temperature' does not support \(temperature) with this model. "
          + "Only the default (1) value is supported.",
        parameter: "temperature", code: "unsupported_value")
    }
  }

  private func read(_ message: JSONValue, at index: Int, into call: inout SimulatedCall) throws(BadRequest) {
    let text = message["content"]?.contentText ?? ""
    switch message["role"]?.stringValue {
    case "system", "developer": call.system += (call.system.isEmpty ? "" : "\n") + text
    case "user": call.turns.append(SimulatedTurn(role: .user, text: text))
    case "assistant": call.turns.append(SimulatedTurn(role: .assistant, text: text))
    case "tool": call.turns.append(SimulatedTurn(role: .tool, text: text))
    case let role:
      throw BadRequest(
        "Invalid value: '\(role ?? "")'. Supported values are: 'system', 'assistant', 'user', 'function', 'tool', and "
          + "'developer'.", parameter: "messages[\(index)].role", code: "invalid_value")
    }
  }

  private static func tool(_ value: JSONValue) -> SimulatedTool? {
    guard let function = value["function"], let name = function["name"]?.stringValue else { return nil }
    return SimulatedTool(name: name, parameters: function["parameters"] ?? [:])
  }
}
