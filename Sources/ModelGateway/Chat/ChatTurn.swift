/// One turn of a conversation: who spoke, and what was said or done.
package struct ChatTurn: Sendable, Equatable {
  package var role: ChatRole
  package var parts: [ChatPart]

  package init(role: ChatRole, parts: [ChatPart]) {
    self.role = role
    self.parts = parts
  }

  package static func user(_ text: String) -> Self { Self(role: .user, parts: [.text(text)]) }
  package static func assistant(_ text: String) -> Self { Self(role: .assistant, parts: [.text(text)]) }

  /// The turn's text parts, joined.
  package var text: String { parts.joinedText }
}

/// Who speaks in a turn; what the system says is not a turn but `ChatRequest.system`.
package enum ChatRole: String, Sendable, Codable, CaseIterable {
  case user, assistant
  /// The results of tool calls.
  case tool
}
