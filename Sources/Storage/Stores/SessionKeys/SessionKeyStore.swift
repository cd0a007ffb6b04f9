package import Core

/// What is remembered of the keys that sessions brought, one for each session and provider.
package struct SessionKeyStore: Sendable {
  private let database: any SQLDatabase

  package init(database: any SQLDatabase) { self.database = database }

  /// Keeps a key's state, in place of the one that the session had for this provider.
  ///
  /// - Throws: `StorageError.constraint(.foreignKey)` when the session is gone.
  package func put(_ key: SessionKey) async throws {
    let hasReplaced = try await database.write { try Self.put(key, on: $0) }
    if hasReplaced { await database.scrubHistory() }
  }

  /// The same as a part of a larger write; true when it replaced a key, whose salt is then to be scrubbed from the
  /// database's history.
  package static func put(_ key: SessionKey, on db: any SQLConnection) throws -> Bool {
    let models = key.models.map { JSONValue.array($0.map { .string($0) }) }
    let earlier = try db.row(
      "SELECT 1 AS found FROM session_keys WHERE session_id = $1 AND provider = $2",
      [.id(key.session), .name(key.provider)])
    try db.execute(
      """
      INSERT INTO session_keys
        (session_id, provider, hint, state, salt, generation, models, checked_at, expires_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      ON CONFLICT (session_id, provider) DO UPDATE SET
        hint = excluded.hint, state = excluded.state, salt = excluded.salt, generation = excluded.generation,
        models = excluded.models, checked_at = excluded.checked_at, expires_at = excluded.expires_at
      """,
      [
        .id(key.session), .name(key.provider), .text(key.hint.text), .text(key.state), .bytes(key.salt),
        .text(key.generation), .json(models), .time(key.checkedAt), .time(key.expiresAt),
      ])
    return earlier != nil
  }

  package func key(of session: SessionID, at provider: Provider) async throws -> SessionKey? {
    try await database.read { db in
      try db.row(
        "SELECT \(Self.columns) FROM session_keys WHERE session_id = $1 AND provider = $2",
        [.id(session), .name(provider)]
      ).map(SessionKey.init(row:))
    }
  }

  package func keys(of session: SessionID) async throws -> [SessionKey] {
    try await database.read { db in
      try db.rows(
        "SELECT \(Self.columns) FROM session_keys WHERE session_id = $1 ORDER BY provider", [.id(session)]
      ).map(SessionKey.init(row:))
    }
  }

  /// Notes what was learned about a key; false when it was removed or replaced meanwhile.
  @discardableResult
  package func setState(
    of session: SessionID, at provider: Provider, generation: String, to state: String, checkedAt: Timestamp
  ) async throws -> Bool {
    try await database.write { db in
      try db.execute(
        """
        UPDATE session_keys SET state = $4, checked_at = $5
        WHERE session_id = $1 AND provider = $2 AND generation = $3
        """,
        [.id(session), .name(provider), .text(generation), .text(state), .time(checkedAt)]) == 1
    }
  }

  /// Returns whether there was such a key.
  @discardableResult
  package func delete(of session: SessionID, at provider: Provider) async throws -> Bool {
    let isDeleted = try await database.write { db in
      try db.execute(
        "DELETE FROM session_keys WHERE session_id = $1 AND provider = $2", [.id(session), .name(provider)]) == 1
    }
    if isDeleted { await database.scrubHistory() }
    return isDeleted
  }

  /// Overwrites the random bytes of keys whose time is over, so that nobody can open their cookies; returns how many.
  ///
  /// What the page shows of them (hint, state) stays until the session ends.
  @discardableResult
  package func destroyExpired(now: Timestamp) async throws -> Int {
    let count = try await database.write { db in
      try db.execute(
        "UPDATE session_keys SET salt = $2 WHERE expires_at <= $1 AND salt <> $2", [.time(now), .bytes([])])
    }
    if count > 0 { await database.scrubHistory() }
    return count
  }

  private static let columns =
    "session_id, provider, hint, state, salt, generation, models, checked_at, expires_at"
}

extension SessionKey {
  init(row: SQLRow) throws {
    self.init(
      session: try row.id("session_id"), provider: try row.named("provider"),
      hint: KeyHint(trusted: try row.text("hint")), state: try row.text("state"), salt: try row.bytes("salt"),
      generation: try row.text("generation"), checkedAt: try row.optionalTime("checked_at"),
      expiresAt: try row.time("expires_at"),
      models: try row.optionalJSON("models")?.arrayValue?.compactMap(\.stringValue))
  }
}
