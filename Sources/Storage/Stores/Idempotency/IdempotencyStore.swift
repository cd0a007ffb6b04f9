package import Core

/// The clients' idempotency keys: the first claim of a key wins, on whichever server, and later ones learn its task.
package struct IdempotencyStore: Sendable {
  private let database: any SQLDatabase

  package init(database: any SQLDatabase) { self.database = database }

  /// Claims `key` for `task`, once for each person and route.
  ///
  /// - Parameter fingerprint: stands for the body of the request, such as its hash.
  package func claim(
    user: UserID, key: String, route: String, fingerprint: String, task: TaskID, now: Timestamp
  ) async throws -> IdempotencyClaim {
    try await database.write { db in
      let claimed = try db.execute(
        """
        INSERT INTO idempotency_keys (user_id, route, idempotency_key, fingerprint, task_id, created_at)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING
        """,
        [.id(user), .text(route), .text(key), .text(fingerprint), .id(task), .time(now)])
      if claimed == 1 { return .new }
      let row = try db.row(
        """
        SELECT task_id, fingerprint FROM idempotency_keys
        WHERE user_id = $1 AND route = $2 AND idempotency_key = $3
        """,
        [.id(user), .text(route), .text(key)])
      guard let row else { throw StorageError.unavailable(reason: "the key was removed meanwhile") }
      return .existing(try row.id("task_id"), fingerprintMatches: try row.text("fingerprint") == fingerprint)
    }
  }

  /// Removes keys that were claimed before an instant, to keep the table small; returns how many.
  @discardableResult
  package func deleteClaims(before instant: Timestamp) async throws -> Int {
    try await database.write { db in
      try db.execute("DELETE FROM idempotency_keys WHERE created_at < $1", [.time(instant)])
    }
  }
}
