import Core

/// Puts the events of an answer together, so that a streamed answer and a whole one are the same value.
package struct ChatCollector: Sendable {
  private var parts: [ChatPart] = []
  private var partOfCall: [Int: Int] = [:]
  private var finishReason: FinishReason?
  private var tokens: TokenCounts?

  package init() {}

  package mutating func add(_ event: ChatEvent) {
    switch event {
    case .textDelta(let piece): addText(piece)
    case .reasoningDelta(let piece): addReasoning(piece)
    case .toolCallDelta(let index, let id, let name, let arguments):
      addCall(index, ToolCall(id: id, name: name ?? "", arguments: arguments))
    case .finished(let reason): finishReason = reason
    case .usage(let counts): tokens = counts
    }
  }

  /// What was collected so far, as an answer.
  package func response(model: String? = nil) -> ChatResponse {
    ChatResponse(parts: parts.map(Self.completed), finishReason: finishReason, tokens: tokens, model: model)
  }

  // The last part is emptied before its text grows, so that the text has one owner and is not copied for each piece.
  private mutating func addText(_ piece: String) {
    guard !piece.isEmpty else { return }
    guard case .text(var text) = parts.last else { return parts.append(.text(piece)) }
    parts[parts.count - 1] = .text("")
    text += piece
    parts[parts.count - 1] = .text(text)
  }

  private mutating func addReasoning(_ piece: String) {
    guard !piece.isEmpty else { return }
    guard case .reasoning(var text) = parts.last else { return parts.append(.reasoning(piece)) }
    parts[parts.count - 1] = .reasoning("")
    text += piece
    parts[parts.count - 1] = .reasoning(text)
  }

  private mutating func addCall(_ index: Int, _ piece: ToolCall) {
    guard let position = partOfCall[index], case .toolCall(var call) = parts[position] else {
      partOfCall[index] = parts.count
      parts.append(.toolCall(piece))
      return
    }
    call.id = call.id ?? piece.id
    if call.name.isEmpty { call.name = piece.name }
    call.arguments += piece.arguments
    parts[position] = .toolCall(call)
  }

  /// A call without arguments gets an empty object, which is what every provider takes back.
  private static func completed(_ part: ChatPart) -> ChatPart {
    guard case .toolCall(var call) = part, call.arguments.isEmpty else { return part }
    call.arguments = "{}"
    return .toolCall(call)
  }
}
