import Core

extension OpenAIWire {
  func wholeAnswer(_ answer: SimulatedAnswer, to call: SimulatedCall) -> JSONValue {
    var members = envelope("chat.completion", answer, call)
    members["choices"] = [
      ["index": 0, "message": message(answer, call), "logprobs": .null, "finish_reason": finish(answer)]
    ]
    members["usage"] = usage(answer.usage)
    if provider == .groq { members["x_groq"] = ["id": .string("req_" + answer.id)] }
    return .object(members)
  }

  func stream(_ answer: SimulatedAnswer, to call: SimulatedCall) -> [StreamFrame] {
    var frames: [StreamFrame] = []
    frames.append(.frame(chunk(["role": "assistant", "content": ""], answer, call)))
    if call.showsReasoning {
      for piece in TextPieces.chunks(of: answer.reasoning) {
        frames.append(.piece(chunk(["reasoning": .string(piece), "channel": "analysis"], answer, call)))
      }
    }
    let key = answer.finish == .refusal && provider == .openai ? "refusal" : "content"
    for piece in TextPieces.chunks(of: answer.text) {
      frames.append(.piece(chunk([key: .string(piece)], answer, call)))
    }
    frames += toolFrames(answer, call)
    frames.append(.frame(chunk([:], answer, call, finish: finish(answer))))
    if call.streamsUsage, provider != .groq { frames.append(.frame(usageChunk(answer, call))) }
    frames.append(.frame("data: [DONE]\n\n"))
    return frames
  }

  private func toolFrames(_ answer: SimulatedAnswer, _ call: SimulatedCall) -> [StreamFrame] {
    guard let tool = answer.toolCall else { return [] }
    let arguments = tool.arguments.serialized()
    let function: JSONValue = ["name": .string(tool.name), "arguments": provider == .groq ? .string(arguments) : ""]
    let opening: JSONValue = [
      "tool_calls": [["index": 0, "id": .string(tool.id), "type": "function", "function": function]]
    ]
    let first = StreamFrame.piece(chunk(opening, answer, call))
    // Groq sends a tool call in one piece.
    guard provider != .groq else { return [first] }
    return [first]
      + TextPieces.chunks(of: arguments).map { piece in
        .piece(chunk(["tool_calls": [["index": 0, "function": ["arguments": .string(piece)]]]], answer, call))
      }
  }

  private func chunk(
    _ delta: JSONValue, _ answer: SimulatedAnswer, _ call: SimulatedCall, finish: JSONValue = .null
  ) -> String {
    var members = envelope("chat.completion.chunk", answer, call)
    members["choices"] = [["index": 0, "delta": delta, "logprobs": .null, "finish_reason": finish]]
    if provider == .groq {
      if finish != .null { members["x_groq"] = ["id": .string("req_" + answer.id), "usage": usage(answer.usage)] }
    } else if call.streamsUsage {
      members["usage"] = .null
    }
    return "data: " + JSONValue.object(members).serialized() + "\n\n"
  }

  private func usageChunk(_ answer: SimulatedAnswer, _ call: SimulatedCall) -> String {
    var members = envelope("chat.completion.chunk", answer, call)
    members["choices"] = []
    members["usage"] = usage(answer.usage)
    return "data: " + JSONValue.object(members).serialized() + "\n\n"
  }

  private func envelope(_ object: String, _ answer: SimulatedAnswer, _ call: SimulatedCall) -> [String: JSONValue] {
    [
      "id": .string("chatcmpl-" + answer.id), "object": .string(object), "created": 1_771_438_842,
      "model": .string(call.model), "system_fingerprint": "fp_simulated",
    ]
  }

  private func message(_ answer: SimulatedAnswer, _ call: SimulatedCall) -> JSONValue {
    let isRefusal = answer.finish == .refusal && provider == .openai
    var members: [String: JSONValue] = ["role": "assistant"]
    members["content"] = isRefusal || answer.toolCall != nil ? .null : .string(answer.text)
    if provider == .openai {
      members["refusal"] = isRefusal ? .string(answer.text) : .null
      members["annotations"] = []
    }
    if call.showsReasoning, !answer.reasoning.isEmpty { members["reasoning"] = .string(answer.reasoning) }
    if let tool = answer.toolCall {
      let function: JSONValue = ["name": .string(tool.name), "arguments": .string(tool.arguments.serialized())]
      members["tool_calls"] = [["id": .string(tool.id), "type": "function", "function": function]]
    }
    return .object(members)
  }

  private func finish(_ answer: SimulatedAnswer) -> JSONValue {
    switch answer.finish {
    case .stop, .stopSequence: "stop"
    case .length: "length"
    case .toolCall: "tool_calls"
    case .refusal: provider == .openai ? "stop" : "content_filter"
    }
  }

  private func usage(_ tokens: TokenCounts) -> JSONValue {
    var members: [String: JSONValue] = [
      "prompt_tokens": .int(Int64(tokens.input)), "completion_tokens": .int(Int64(tokens.output)),
      "total_tokens": .int(Int64(tokens.input + tokens.output)),
    ]
    members["prompt_tokens_details"] = ["cached_tokens": .int(Int64(tokens.cached))]
    members["completion_tokens_details"] = ["reasoning_tokens": .int(Int64(tokens.reasoning))]
    if provider == .groq {
      members["queue_time"] = 0.005
      members["total_time"] = 0.395
    }
    return .object(members)
  }
}
