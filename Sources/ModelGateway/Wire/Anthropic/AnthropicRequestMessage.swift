import Core

/// One message of a request: the roles take turns, and a message is never empty.
struct AnthropicRequestMessage: Encodable, Sendable {
  struct Block: Encodable, Sendable {
    var type: String
    var text: String?
    var id: String?
    var name: String?
    var input: JSONValue?
    var toolUseID: String?
    var content: String?
    var isError: Bool?

    private enum CodingKeys: String, CodingKey {
      case type, text, id, name, input, content
      case toolUseID = "tool_use_id"
      case isError = "is_error"
    }
  }

  var role: String
  var content: [Block]

  /// Neighbouring turns of one role become one message, since tool results are the user's here.
  static func messages(of chat: ChatRequest) -> [Self] {
    var messages: [Self] = []
    for turn in chat.turns {
      let role = turn.role == .assistant ? "assistant" : "user"
      // Results go first: Anthropic wants them right after the calls.
      let blocks = turn.parts.compactMap(block)
      let sorted = blocks.filter { $0.type == "tool_result" } + blocks.filter { $0.type != "tool_result" }
      guard !sorted.isEmpty else { continue }
      if messages.last?.role == role {
        messages[messages.count - 1].content += sorted
      } else {
        messages.append(Self(role: role, content: sorted))
      }
    }
    return messages
  }

  /// Empty texts are refused, and reasoning needs a signature that is not kept: neither is sent.
  private static func block(_ part: ChatPart) -> Block? {
    switch part {
    case .text(let text): return text.isEmpty ? nil : Block(type: "text", text: text)
    case .reasoning: return nil
    case .toolCall(let call):
      return Block(
        type: "tool_use", id: call.id ?? "call_\(call.name)", name: call.name, input: call.argumentsObject)
    case .toolResult(let result):
      return Block(
        type: "tool_result", toolUseID: result.callID ?? "call_\(result.name)", content: result.content,
        isError: result.isError ? true : nil)
    }
  }
}

extension ToolCall {
  /// The arguments as an object, which Anthropic and Gemini want; text that is none goes in as one member.
  var argumentsObject: JSONValue {
    guard let value = try? JSONValue(parsing: arguments), case .object = value else {
      return arguments.isEmpty ? [:] : ["arguments": .string(arguments)]
    }
    return value
  }
}
