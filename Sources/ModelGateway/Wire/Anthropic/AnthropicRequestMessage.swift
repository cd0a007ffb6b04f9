import Core
import Foundation

/// One message of a request: the roles take turns, a message is never empty, and no text is white space alone.
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
    return messages.trimmingEnd
  }

  /// Texts without anything to see are refused, and reasoning needs a signature that is not kept: neither is sent.
  private static func block(_ part: ChatPart) -> Block? {
    switch part {
    case .text(let text): return text.isVisible ? Block(type: "text", text: text) : nil
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

extension [AnthropicRequestMessage] {
  /// An answer that the model is to go on with may not end in white space.
  fileprivate var trimmingEnd: Self {
    guard let last, last.role == "assistant", let text = last.content.last?.text else { return self }
    var messages = self
    let end = text.lastIndex { !$0.isWhitespace } ?? text.startIndex
    messages[count - 1].content[last.content.count - 1].text = String(text[...end])
    return messages
  }
}

extension String {
  /// Whether there is anything but white space.
  var isVisible: Bool { contains { !$0.isWhitespace } }
}

extension ToolCall {
  /// The arguments as an object, which Anthropic and Gemini want; text that is none goes in as one member.
  var argumentsObject: JSONValue {
    guard let value = try? JSONValue(parsing: Data(arguments.utf8).repairingSurrogates), case .object = value else {
      return arguments.isEmpty ? [:] : ["arguments": .string(arguments)]
    }
    return value
  }
}
