package import Core

extension ChatStore {
  /// Adds messages at the end of their chat, all or none, in this order; one that is there already stays as it is.
  /// Returns false, and adds nothing, when the chat is gone.
  @discardableResult
  package func append(_ messages: MessageRow...) async throws -> Bool {
    try await append(messages)
  }

  @discardableResult
  package func append(_ messages: [MessageRow]) async throws -> Bool {
    do {
      try await database.write { db in
        for message in messages {
          guard try Self.append(message, on: db) != .chatIsGone else { throw ChatGone() }
        }
      }
      return true
    } catch is ChatGone {
      return false
    }
  }

  /// What was said in a chat, from its beginning, at most `limit` messages: the latest when there are more.
  package func messages(of chat: ChatID, limit: Int = 1000) async throws -> [MessageRow] {
    try await database.read { db in
      try db.rows(
        """
        SELECT id, chat_id, role, task_id, content, created_at FROM messages
        WHERE chat_id = $1 ORDER BY position DESC LIMIT $2
        """,
        [.id(chat), .integer(limit)]
      ).reversed().map(MessageRow.init(row:))
    }
  }

  /// Puts other content in place of a message's, as when an answer is complete. Returns whether there is such a
  /// message.
  @discardableResult
  package func replaceContent(of message: MessageID, with content: JSONValue) async throws -> Bool {
    try await database.write { db in
      try db.execute("UPDATE messages SET content = $2 WHERE id = $1", [.id(message), .json(content)]) == 1
    }
  }

  private struct ChatGone: Error {}

  /// What became of a message that was to be added.
  package enum Appended: Sendable { case added, wasThere, chatIsGone }

  /// Appends inside a caller's transaction, once for each message id.
  package static func append(_ message: MessageRow, on db: any SQLConnection) throws -> Appended {
    try append(message, text: message.content.serialized(), on: db)
  }

  /// The same with content that is JSON text already, so that a long answer is not encoded while others wait to write.
  package static func append(
    _ message: MessageRow, text: String, on db: any SQLConnection
  ) throws -> Appended {
    let chat = try db.row(
      """
      UPDATE chats SET message_count = message_count + 1,
        updated_at = CASE WHEN updated_at < $2 THEN $2 ELSE updated_at END
      WHERE id = $1 RETURNING message_count
      """,
      [.id(message.chat), .time(message.createdAt)])
    guard let chat else { return .chatIsGone }
    let added = try db.execute(
      """
      INSERT INTO messages (id, chat_id, position, role, task_id, content, created_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING
      """,
      [
        .id(message.id), .id(message.chat), .integer(try chat.integer("message_count")), .name(message.role),
        .id(message.task), .text(text), .time(message.createdAt),
      ])
    if added == 1 { return .added }
    try db.execute("UPDATE chats SET message_count = message_count - 1 WHERE id = $1", [.id(message.chat)])
    return .wasThere
  }

  package func message(_ id: MessageID) async throws -> MessageRow? {
    try await database.read { db in
      try db.row("SELECT id, chat_id, role, task_id, content, created_at FROM messages WHERE id = $1", [.id(id)])
        .map(MessageRow.init(row:))
    }
  }

  /// What was said in one task of this person: the question, and the answer when there is one.
  package func messages(ofTask task: TaskID, user: UserID) async throws -> [MessageRow] {
    try await database.read { db in
      try db.rows(
        """
        SELECT messages.id, chat_id, role, task_id, content, messages.created_at FROM messages
        JOIN chats ON chats.id = messages.chat_id
        WHERE task_id = $1 AND chats.user_id = $2 ORDER BY position
        """,
        [.id(task), .id(user)]
      ).map(MessageRow.init(row:))
    }
  }
}

extension MessageRow {
  init(row: SQLRow) throws {
    self.init(
      id: try row.id("id"), chat: try row.id("chat_id"), role: try row.named("role"),
      task: try row.optionalID("task_id"), content: try row.json("content"), createdAt: try row.time("created_at"))
  }
}
