import Core

extension GeminiWire {
  func readCall(_ body: JSONValue, route: WireRoute, query: [String: String]) throws(BadRequest) -> SimulatedCall {
    let contents = body["contents"]?.arrayValue ?? []
    if contents.isEmpty {
      throw BadRequest("* GenerateContentRequest.contents: contents is not specified\n")
    }
    var call = SimulatedCall(model: route.pathModel ?? "")
    let system = body["systemInstruction"] ?? body["system_instruction"]
    call.system = Self.text(of: system?["parts"])
    for content in contents { call.turns.append(try turn(content)) }
    let settings = body["generationConfig"] ?? body["generation_config"] ?? [:]
    call.maxTokens = settings["maxOutputTokens"]?.intValue
    call.stops = settings["stopSequences"]?.stringList ?? []
    call.tools = (body["tools"]?.arrayValue ?? []).flatMap(Self.tools)
    call.mustCallTool = body["toolConfig"]?["functionCallingConfig"]?["mode"] == "ANY"
    call.streams = route.pathStreams
    call.streamsAsArray = route.pathStreams && query["alt"] != "sse"
    call.reasons = Self.reasons(call.model, settings["thinkingConfig"])
    call.showsReasoning = settings["thinkingConfig"]?["includeThoughts"]?.boolValue ?? false
    return call
  }

  private func turn(_ content: JSONValue) throws(BadRequest) -> SimulatedTurn {
    let parts = content["parts"]
    let answersTool = parts?.arrayValue?.contains { $0["functionResponse"] != nil } ?? false
    let role = content["role"]?.stringValue ?? "user"
    switch role {
    case "model": return SimulatedTurn(role: .assistant, text: Self.text(of: parts))
    case "user", "function": return SimulatedTurn(role: answersTool ? .tool : .user, text: Self.text(of: parts))
    default: throw BadRequest("Please use a valid role: user, model.")
    }
  }

  private static func text(of parts: JSONValue?) -> String {
    let pieces = (parts?.arrayValue ?? []).map { part -> String in
      if let text = part["text"]?.stringValue { return text }
      return part["functionResponse"]?["response"].map { $0.serialized() } ?? ""
    }
    return pieces.joined()
  }

  private static func tools(_ value: JSONValue) -> [SimulatedTool] {
    let declarations = value["functionDeclarations"] ?? value["function_declarations"]
    return (declarations?.arrayValue ?? []).compactMap { function in
      guard let name = function["name"]?.stringValue else { return nil }
      let parameters = function["parameters"] ?? function["parametersJsonSchema"] ?? [:]
      return SimulatedTool(name: name, parameters: parameters)
    }
  }

  /// The families from 2.5 on think unless their budget is zero; Flash-Lite thinks only when asked.
  private static func reasons(_ model: String, _ thinking: JSONValue?) -> Bool {
    if thinking?["thinkingBudget"]?.intValue == 0 { return false }
    if model.contains("flash-lite") { return thinking != nil }
    return model.hasPrefix("gemini-2.5") || model.hasPrefix("gemini-3")
  }
}
