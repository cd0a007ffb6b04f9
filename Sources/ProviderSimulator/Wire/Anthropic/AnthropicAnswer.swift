import Core

extension AnthropicWire {
  func wholeAnswer(_ answer: SimulatedAnswer, to call: SimulatedCall) -> JSONValue {
    var members = envelope(answer, call)
    var content: [JSONValue] = []
    if call.showsReasoning, !answer.reasoning.isEmpty {
      content.append(["type": "thinking", "thinking": .string(answer.reasoning), "signature": "c2ltdWxhdGVk"])
    }
    if !answer.text.isEmpty { content.append(["type": "text", "text": .string(answer.text)]) }
    if let tool = answer.toolCall {
      content.append([
        "type": "tool_use", "id": .string(tool.id), "name": .string(tool.name), "input": tool.arguments,
      ])
    }
    members["content"] = .array(content)
    members["stop_reason"] = stopReason(answer)
    members["stop_sequence"] = stopSequence(answer)
    members["usage"] = usage(answer.usage, output: answer.usage.output)
    return .object(members)
  }

  func stream(_ answer: SimulatedAnswer, to call: SimulatedCall) -> [StreamFrame] {
    var message = envelope(answer, call)
    message["content"] = []
    message["stop_reason"] = .null
    message["stop_sequence"] = .null
    message["usage"] = usage(answer.usage, output: 1)
    var frames = [event("message_start", ["message": .object(message)]), event("ping", [:])]
    var index: Int64 = 0
    if call.showsReasoning, !answer.reasoning.isEmpty {
      frames += thinkingBlock(answer, index)
      index += 1
    }
    if !answer.text.isEmpty {
      let deltas = TextPieces.chunks(of: answer.text).map { ["type": "text_delta", "text": .string($0)] as JSONValue }
      frames += block(index, opening: ["type": "text", "text": ""], deltas: deltas)
      index += 1
    }
    if let tool = answer.toolCall { frames += toolBlock(tool, index) }
    let delta: JSONValue = ["stop_reason": stopReason(answer), "stop_sequence": stopSequence(answer)]
    frames.append(
      event("message_delta", ["delta": delta, "usage": usage(answer.usage, output: answer.usage.output)]))
    frames.append(event("message_stop", [:]))
    return frames
  }

  private func thinkingBlock(_ answer: SimulatedAnswer, _ index: Int64) -> [StreamFrame] {
    var deltas = TextPieces.chunks(of: answer.reasoning).map { piece in
      ["type": "thinking_delta", "thinking": .string(piece)] as JSONValue
    }
    deltas.append(["type": "signature_delta", "signature": "c2ltdWxhdGVk"])
    return block(index, opening: ["type": "thinking", "thinking": "", "signature": ""], deltas: deltas)
  }

  private func toolBlock(_ tool: SimulatedToolCall, _ index: Int64) -> [StreamFrame] {
    let pieces = [""] + TextPieces.chunks(of: tool.arguments.serialized())
    let deltas = pieces.map { ["type": "input_json_delta", "partial_json": .string($0)] as JSONValue }
    let opening: JSONValue = ["type": "tool_use", "id": .string(tool.id), "name": .string(tool.name), "input": [:]]
    return block(index, opening: opening, deltas: deltas)
  }

  private func block(_ index: Int64, opening: JSONValue, deltas: [JSONValue]) -> [StreamFrame] {
    var frames = [event("content_block_start", ["index": .int(index), "content_block": opening])]
    for delta in deltas {
      var frame = event("content_block_delta", ["index": .int(index), "delta": delta])
      frame.isPiece = true
      frames.append(frame)
    }
    frames.append(event("content_block_stop", ["index": .int(index)]))
    return frames
  }

  private func event(_ name: String, _ members: [String: JSONValue]) -> StreamFrame {
    var members = members
    members["type"] = .string(name)
    return .frame("event: \(name)\ndata: \(JSONValue.object(members).serialized())\n\n")
  }

  private func envelope(_ answer: SimulatedAnswer, _ call: SimulatedCall) -> [String: JSONValue] {
    ["id": .string("msg_" + answer.id), "type": "message", "role": "assistant", "model": .string(call.model)]
  }

  private func stopReason(_ answer: SimulatedAnswer) -> JSONValue {
    switch answer.finish {
    case .stop: "end_turn"
    case .length: "max_tokens"
    case .stopSequence: "stop_sequence"
    case .toolCall: "tool_use"
    case .refusal: "refusal"
    }
  }

  private func stopSequence(_ answer: SimulatedAnswer) -> JSONValue {
    if case .stopSequence(let text) = answer.finish { .string(text) } else { .null }
  }

  /// Anthropic counts cached input beside the input, not in it.
  private func usage(_ tokens: TokenCounts, output: Int) -> JSONValue {
    [
      "input_tokens": .int(Int64(tokens.input - tokens.cached)), "cache_creation_input_tokens": 0,
      "cache_read_input_tokens": .int(Int64(tokens.cached)), "output_tokens": .int(Int64(output)),
      "service_tier": "standard",
    ]
  }
}
