package import Core

/// Chats. Everything but reading by an id of their messages names the owner, so that nobody reaches another person's
/// chat.
package struct ChatStore: Sendable {
  let database: any SQLDatabase

  package init(database: any SQLDatabase) { self.database = database }

  /// - Throws: `StorageError.constraint(.foreignKey)` when the person or the data set is not there.
  package func create(_ chat: Chat) async throws {
    try await database.write { db in
      try db.execute(
        """
        INSERT INTO chats (id, user_id, title, dataset_id, message_count, created_at, updated_at)
        VALUES ($1, $2, $3, $4, 0, $5, $6)
        """,
        [
          .id(chat.id), .id(chat.user), .text(chat.title), .id(chat.dataset), .time(chat.createdAt),
          .time(chat.updatedAt),
        ])
    }
  }

  package func chat(_ id: ChatID, of user: UserID) async throws -> Chat? {
    try await database.read { db in
      try db.row("SELECT \(Chat.columns) FROM chats WHERE id = $1 AND user_id = $2", [.id(id), .id(user)])
        .map(Chat.init(row:))
    }
  }

  /// A person's chats, the one last written to first, at most `limit` of them.
  package func list(of user: UserID, limit: Int = 200) async throws -> [Chat] {
    try await database.read { db in
      try db.rows(
        "SELECT \(Chat.columns) FROM chats WHERE user_id = $1 ORDER BY updated_at DESC, id LIMIT $2",
        [.id(user), .integer(limit)]
      ).map(Chat.init(row:))
    }
  }

  /// Returns whether the person has such a chat.
  @discardableResult
  package func rename(_ id: ChatID, of user: UserID, to title: String, now: Timestamp) async throws -> Bool {
    try await database.write { db in try Self.rename(id, of: user, to: title, now: now, on: db) }
  }

  /// The same inside a caller's transaction.
  @discardableResult
  package static func rename(
    _ id: ChatID, of user: UserID, to title: String, now: Timestamp, on db: any SQLConnection
  ) throws -> Bool {
    try db.execute(
      "UPDATE chats SET title = $3, updated_at = $4 WHERE id = $1 AND user_id = $2",
      [.id(id), .id(user), .text(title), .time(now)]) == 1
  }

  /// Chooses the chat's data set, or none. Returns whether the person has such a chat and such a data set.
  @discardableResult
  package func setDataset(
    of id: ChatID, of user: UserID, to dataset: DatasetID?, now: Timestamp
  ) async throws -> Bool {
    try await database.write { db in
      if let dataset {
        return try db.execute(
          """
          UPDATE chats SET dataset_id = $3, updated_at = $4 WHERE id = $1 AND user_id = $2
            AND EXISTS (SELECT 1 FROM datasets WHERE datasets.id = $3 AND datasets.user_id = $2)
          """,
          [.id(id), .id(user), .id(dataset), .time(now)]) == 1
      }
      return try db.execute(
        "UPDATE chats SET dataset_id = NULL, updated_at = $3 WHERE id = $1 AND user_id = $2",
        [.id(id), .id(user), .time(now)]) == 1
    }
  }

  /// Deletes a chat and what was said in it, also as events of its tasks. Returns whether the person had such a chat.
  @discardableResult
  package func delete(_ id: ChatID, of user: UserID) async throws -> Bool {
    try await database.write { db in
      let isDeleted = try db.execute("DELETE FROM chats WHERE id = $1 AND user_id = $2", [.id(id), .id(user)]) == 1
      if isDeleted { try JobStore.deleteFinished(inLane: id.rawValue, on: db) }
      return isDeleted
    }
  }
}

extension Chat {
  static let columns = "id, user_id, title, dataset_id, created_at, updated_at"

  init(row: SQLRow) throws {
    self.init(
      id: try row.id("id"), user: try row.id("user_id"), title: try row.text("title"),
      dataset: try row.optionalID("dataset_id"), createdAt: try row.time("created_at"),
      updatedAt: try row.time("updated_at"))
  }
}
