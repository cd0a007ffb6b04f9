/// One message of a request.
struct OpenAIRequestMessage: Encodable, Sendable, Equatable {
  struct Call: Encodable, Sendable, Equatable {
    struct Function: Encodable, Sendable, Equatable {
      var name: String
      var arguments: String
    }

    var id: String
    var type = "function"
    var function: Function
  }

  var role: String
  var content: String?
  var toolCalls: [Call]?
  var toolCallID: String?

  private enum CodingKeys: String, CodingKey {
    case role, content
    case toolCalls = "tool_calls"
    case toolCallID = "tool_call_id"
  }

  static func messages(of chat: ChatRequest, systemRole: ModelProfile.SystemRole) -> [Self] {
    var messages: [Self] = []
    if let system = chat.system, !system.isEmpty { messages.append(Self(role: systemRole.rawValue, content: system)) }
    for turn in chat.turns { messages += Self.messages(of: turn) }
    return messages
  }

  /// A turn is one message, except that each tool result is a message of its own. Reasoning is not sent back.
  private static func messages(of turn: ChatTurn) -> [Self] {
    let results = turn.parts.toolResults.map {
      Self(role: "tool", content: $0.content, toolCallID: $0.callID ?? "call_\($0.name)")
    }
    let text = turn.text
    if turn.role == .assistant {
      let calls = turn.parts.toolCalls.map(Self.call)
      return results + [
        Self(
          role: "assistant", content: text.isEmpty && !calls.isEmpty ? nil : text,
          toolCalls: calls.isEmpty ? nil : calls)
      ]
    }
    return text.isEmpty && !results.isEmpty ? results : results + [Self(role: "user", content: text)]
  }

  private static func call(_ call: ToolCall) -> Call {
    Call(
      id: call.id ?? "call_\(call.name)", function: .init(name: call.name, arguments: call.arguments))
  }
}
