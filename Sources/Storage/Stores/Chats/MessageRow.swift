package import Core

/// Who said something in a chat.
package enum MessageRole: String, Hashable, Sendable, Codable, CaseIterable {
  case user, assistant
}

/// Something that was said in a chat.
package struct MessageRow: Hashable, Sendable {
  package let id: MessageID
  package let chat: ChatID
  package let role: MessageRole
  /// The task that this message asked for or answers.
  package let task: TaskID?
  package let content: JSONValue
  package let createdAt: Timestamp

  package init(
    id: MessageID = MessageID(), chat: ChatID, role: MessageRole, task: TaskID? = nil, content: JSONValue,
    createdAt: Timestamp
  ) {
    self.id = id
    self.chat = chat
    self.role = role
    self.task = task
    self.content = content
    self.createdAt = createdAt
  }
}
