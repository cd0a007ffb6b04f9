import Core

/// One turn of a request.
struct GeminiRequestContent: Encodable, Sendable {
  struct Call: Encodable, Sendable {
    var id: String?
    var name: String
    var args: JSONValue
  }

  struct Result: Encodable, Sendable {
    var id: String?
    var name: String
    var response: JSONValue
  }

  struct Part: Encodable, Sendable {
    var text: String?
    var functionCall: Call?
    var functionResponse: Result?
    var thoughtSignature: String?
  }

  /// `user` or `model`; none for the system text.
  var role: String?
  var parts: [Part]

  /// Neighbouring turns of one role become one, since tool results are the user's here.
  static func contents(of chat: ChatRequest, needsSignature: Bool) -> [Self] {
    var contents: [Self] = []
    for turn in chat.turns {
      let role = turn.role == .assistant ? "model" : "user"
      var parts = turn.parts.compactMap(part)
      if needsSignature, let first = parts.firstIndex(where: { $0.functionCall != nil }) {
        parts[first].thoughtSignature = waivedSignature
      }
      guard !parts.isEmpty else { continue }
      if contents.last?.role == role {
        contents[contents.count - 1].parts += parts
      } else {
        contents.append(Self(role: role, parts: parts))
      }
    }
    return contents
  }

  /// Google's documented word for calls whose signature was not kept (ai.google.dev, “Thought signatures”).
  private static let waivedSignature = "skip_thought_signature_validator"

  private static func part(_ part: ChatPart) -> Part? {
    switch part {
    case .text(let text): return text.isEmpty ? nil : Part(text: text)
    case .reasoning: return nil
    case .toolCall(let call):
      return Part(functionCall: Call(id: call.id, name: call.name, args: call.argumentsObject))
    case .toolResult(let result):
      let response: JSONValue = [result.isError ? "error" : "result": .string(result.content)]
      return Part(functionResponse: Result(id: result.callID, name: result.name, response: response))
    }
  }
}
