package import Core

/// Sessions. Deleting one deletes its keys' states and its settings with it, and scrubs the random bytes that its sealed
/// keys need from the engine's files.
package struct SessionStore: Sendable {
  private let database: any SQLDatabase

  package init(database: any SQLDatabase) { self.database = database }

  /// Begins a session; with the settings of `earlier`, when it goes on with one of the same person.
  package func create(_ session: SessionRow, continuing earlier: SessionID? = nil) async throws {
    try await database.write { db in
      try db.execute(
        """
        INSERT INTO sessions (id, user_id, token_hash, salt, created_at, expires_at, last_seen_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        """,
        [
          .id(session.id), .id(session.user), .text(session.tokenHash), .bytes(session.salt), .time(session.createdAt),
          .time(session.expiresAt), .time(session.lastSeenAt),
        ])
      if let earlier { try SettingsStore.copy(from: earlier, to: session.id, on: db) }
    }
  }

  /// The session of a token, or nil when there is none or its time is over.
  package func session(tokenHash: String, now: Timestamp) async throws -> SessionRow? {
    try await database.read { db in
      try db.row(
        """
        SELECT id, user_id, token_hash, salt, created_at, expires_at, last_seen_at
        FROM sessions WHERE token_hash = $1 AND expires_at > $2
        """,
        [.text(tokenHash), .time(now)]
      ).map(SessionRow.init(row:))
    }
  }

  /// The session's half of the key material; nil when the session is over.
  package func salt(of id: SessionID, now: Timestamp) async throws -> [UInt8]? {
    try await database.read { db in
      try db.row("SELECT salt FROM sessions WHERE id = $1 AND expires_at > $2", [.id(id), .time(now)])?.bytes("salt")
    }
  }

  /// Notes that the session is in use; never moves the time back.
  package func touch(_ id: SessionID, lastSeen: Timestamp) async throws {
    try await database.write { db in
      try db.execute(
        "UPDATE sessions SET last_seen_at = $2 WHERE id = $1 AND last_seen_at < $2", [.id(id), .time(lastSeen)])
    }
  }

  /// Returns whether there was such a session.
  @discardableResult
  package func delete(_ id: SessionID) async throws -> Bool {
    try await deleted { db in try db.execute("DELETE FROM sessions WHERE id = $1", [.id(id)]) } == 1
  }

  /// Ends every session of a person but one, as after a new password; returns how many.
  @discardableResult
  package func deleteAll(of user: UserID, except kept: SessionID? = nil) async throws -> Int {
    try await deleted { db in
      try db.execute("DELETE FROM sessions WHERE user_id = $1 AND id <> $2", [.id(user), .text(kept?.rawValue ?? "")])
    }
  }

  /// Removes what is over anyway, to keep the table small; returns how many.
  @discardableResult
  package func deleteExpired(now: Timestamp) async throws -> Int {
    try await deleted { db in try db.execute("DELETE FROM sessions WHERE expires_at <= $1", [.time(now)]) }
  }

  private func deleted(_ body: @escaping @Sendable (any SQLConnection) throws -> Int) async throws -> Int {
    let count = try await database.write(body)
    if count > 0 { await database.scrubHistory() }
    return count
  }
}

extension SessionRow {
  init(row: SQLRow) throws {
    self.init(
      id: try row.id("id"), user: try row.id("user_id"), tokenHash: try row.text("token_hash"),
      salt: try row.bytes("salt"), createdAt: try row.time("created_at"), expiresAt: try row.time("expires_at"),
      lastSeenAt: try row.time("last_seen_at"))
  }
}
