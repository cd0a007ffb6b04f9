/// A piece of a turn or of an answer.
package enum ChatPart: Sendable, Equatable {
  case text(String)
  /// What the model thought before it answered; shown if wanted, never sent back.
  case reasoning(String)
  case toolCall(ToolCall)
  case toolResult(ToolResult)
}

extension [ChatPart] {
  /// The text parts, joined without a separator: providers cut one text into several parts where they like.
  package var joinedText: String {
    reduce(into: "") { text, part in
      if case .text(let piece) = part { text += piece }
    }
  }

  /// The reasoning parts, joined without a separator.
  package var joinedReasoning: String {
    reduce(into: "") { text, part in
      if case .reasoning(let piece) = part { text += piece }
    }
  }

  package var toolCalls: [ToolCall] {
    compactMap { part in
      if case .toolCall(let call) = part { call } else { nil }
    }
  }

  package var toolResults: [ToolResult] {
    compactMap { part in
      if case .toolResult(let result) = part { result } else { nil }
    }
  }
}
