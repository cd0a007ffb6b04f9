import Core

extension GeminiWire {
  func wholeAnswer(_ answer: SimulatedAnswer, to call: SimulatedCall) -> JSONValue {
    if answer.finish == .refusal {
      return .object(
        envelope(answer, call, output: 0).merging(["promptFeedback": ["blockReason": "SAFETY"]]) { $1 })
    }
    var parts: [JSONValue] = []
    if call.showsReasoning, !answer.reasoning.isEmpty {
      parts.append(["text": .string(answer.reasoning), "thought": true])
    }
    if !answer.text.isEmpty { parts.append(["text": .string(answer.text)]) }
    if let tool = answer.toolCall { parts.append(part(tool)) }
    var members = envelope(answer, call, output: answer.usage.output)
    members["candidates"] = [candidate(parts, finish: finish(answer))]
    return .object(members)
  }

  func stream(_ answer: SimulatedAnswer, to call: SimulatedCall) -> [StreamFrame] {
    var bodies: [JSONValue] = []
    if answer.finish == .refusal {
      bodies = [event([], finish: "SAFETY", answer, call, output: 0)]
    } else {
      bodies = pieces(answer, call)
    }
    return framed(bodies, asArray: call.streamsAsArray)
  }

  func streamFailure(_ context: FailureContext, echoesKey: Bool, call: SimulatedCall) -> StreamFrame {
    let echo = echoesKey ? " Consumer 'api_key:\(context.key)'." : ""
    let body: JSONValue = [
      "error": [
        "code": 503, "status": "UNAVAILABLE",
        "message": .string("The model is overloaded. Please try again later." + echo),
      ]
    ]
    return .frame(call.streamsAsArray ? ",\r\n\(body.serialized())\r\n]" : "data: \(body.serialized())\r\n\r\n")
  }

  /// One event for each piece; counts grow as the answer does, and only the last event says why it ended.
  private func pieces(_ answer: SimulatedAnswer, _ call: SimulatedCall) -> [JSONValue] {
    var parts: [JSONValue] = []
    if call.showsReasoning, !answer.reasoning.isEmpty {
      parts += TextPieces.chunks(of: answer.reasoning).map { ["text": .string($0), "thought": true] }
    }
    // Gemini's pieces are longer than those of the others.
    parts += TextPieces.chunks(of: answer.text, tokens: 6).map { ["text": .string($0)] }
    if let tool = answer.toolCall { parts.append(part(tool)) }
    if parts.isEmpty { return [event([], finish: finish(answer), answer, call, output: answer.usage.output)] }
    return parts.enumerated().map { index, part in
      let isLast = index == parts.count - 1
      let output = answer.usage.output * (index + 1) / parts.count
      return event(
        [part], finish: isLast ? finish(answer) : .null, answer, call,
        output: isLast ? answer.usage.output : max(output, answer.usage.reasoning))
    }
  }

  private func framed(_ bodies: [JSONValue], asArray: Bool) -> [StreamFrame] {
    let frames = bodies.enumerated().map { index, body -> StreamFrame in
      let text = body.serialized()
      return .piece(asArray ? (index == 0 ? "[" : ",\r\n") + text : "data: \(text)\r\n\r\n")
    }
    return asArray ? frames + [.frame("\r\n]")] : frames
  }

  private func event(
    _ parts: [JSONValue], finish: JSONValue, _ answer: SimulatedAnswer, _ call: SimulatedCall, output: Int
  ) -> JSONValue {
    var members = envelope(answer, call, output: output)
    members["candidates"] = [candidate(parts, finish: finish)]
    return .object(members)
  }

  private func candidate(_ parts: [JSONValue], finish: JSONValue) -> JSONValue {
    var members: [String: JSONValue] = ["index": 0]
    if !parts.isEmpty { members["content"] = ["parts": .array(parts), "role": "model"] }
    if finish != .null { members["finishReason"] = finish }
    return .object(members)
  }

  private func part(_ tool: SimulatedToolCall) -> JSONValue {
    ["functionCall": ["name": .string(tool.name), "args": tool.arguments]]
  }

  private func finish(_ answer: SimulatedAnswer) -> JSONValue {
    switch answer.finish {
    case .stop, .stopSequence, .toolCall: "STOP"
    case .length: "MAX_TOKENS"
    case .refusal: "SAFETY"
    }
  }

  /// Gemini counts thoughts beside the candidates, not in them.
  private func envelope(_ answer: SimulatedAnswer, _ call: SimulatedCall, output: Int) -> [String: JSONValue] {
    let tokens = answer.usage
    let prompt = JSONValue.int(Int64(tokens.input))
    var usage: [String: JSONValue] = [
      "promptTokenCount": prompt, "promptTokensDetails": [["modality": "TEXT", "tokenCount": prompt]],
      "totalTokenCount": .int(Int64(tokens.input + output)),
    ]
    if output > tokens.reasoning { usage["candidatesTokenCount"] = .int(Int64(output - tokens.reasoning)) }
    if tokens.reasoning > 0, output > 0 { usage["thoughtsTokenCount"] = .int(Int64(tokens.reasoning)) }
    if tokens.cached > 0 { usage["cachedContentTokenCount"] = .int(Int64(tokens.cached)) }
    return ["usageMetadata": .object(usage), "modelVersion": .string(call.model), "responseId": .string(answer.id)]
  }
}
