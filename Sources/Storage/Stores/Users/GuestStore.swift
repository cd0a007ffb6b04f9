package import Core

/// What guests leave behind: a guest whose session has ended can never come back to it.
package struct GuestStore: Sendable {
  private let database: any SQLDatabase

  package init(database: any SQLDatabase) { self.database = database }

  /// Deletes the chats and data sets of guests without a session, and returns the data sets, so that their files are
  /// removed; at most `limit` of them, so call it again while it returns some.
  ///
  /// Credits and records of use stay. A guest that began after `since` is left alone: the session may be on its way.
  package func deleteLeftovers(since: Timestamp, limit: Int = 500) async throws -> [DatasetRow] {
    try await database.write { db in
      try db.execute("DELETE FROM chats WHERE user_id IN (\(Self.gone))", [.time(since)])
      return try db.rows(
        """
        DELETE FROM datasets WHERE id IN (SELECT id FROM datasets WHERE user_id IN (\(Self.gone)) LIMIT $2)
        RETURNING \(DatasetRow.columns)
        """,
        [.time(since), .integer(limit)]
      ).map(DatasetRow.init(row:))
    }
  }

  private static let gone = """
    SELECT id FROM users WHERE is_guest = 1 AND created_at <= $1
      AND NOT EXISTS (SELECT 1 FROM sessions WHERE sessions.user_id = users.id)
    """
}
