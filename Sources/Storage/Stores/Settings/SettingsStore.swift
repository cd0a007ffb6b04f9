package import Core

/// The model settings of sessions.
package struct SettingsStore: Sendable {
  private let database: any SQLDatabase

  package init(database: any SQLDatabase) { self.database = database }

  package func settings(of session: SessionID) async throws -> ModelSettings? {
    try await database.read { db in
      try db.row(
        "SELECT provider, model, use_own_key, temperature, max_tokens FROM session_settings WHERE session_id = $1",
        [.id(session)]
      ).map(ModelSettings.init(row:))
    }
  }

  /// - Throws: `StorageError.constraint(.foreignKey)` when the session is gone.
  package func put(_ settings: ModelSettings, for session: SessionID) async throws {
    try await database.write { try Self.put(settings, for: session, on: $0) }
  }

  /// The same as a part of a larger write.
  package static func put(_ settings: ModelSettings, for session: SessionID, on db: any SQLConnection) throws {
    try db.execute(
      """
      INSERT INTO session_settings (session_id, provider, model, use_own_key, temperature, max_tokens)
      VALUES ($1, $2, $3, $4, $5, $6)
      ON CONFLICT (session_id) DO UPDATE SET
        provider = excluded.provider, model = excluded.model, use_own_key = excluded.use_own_key,
        temperature = excluded.temperature, max_tokens = excluded.max_tokens
      """,
      [
        .id(session), .name(settings.provider), .text(settings.model), .flag(settings.useOwnKey),
        .real(settings.temperature), .integer(settings.maxTokens),
      ])
  }

  /// Gives a session the settings of another one, if that one has any.
  static func copy(from old: SessionID, to new: SessionID, on db: any SQLConnection) throws {
    try db.execute(
      """
      INSERT INTO session_settings (session_id, provider, model, use_own_key, temperature, max_tokens)
      SELECT $2, provider, model, use_own_key, temperature, max_tokens FROM session_settings WHERE session_id = $1
      """,
      [.id(old), .id(new)])
  }
}

extension ModelSettings {
  init(row: SQLRow) throws {
    self.init(
      provider: try row.named("provider"), model: try row.text("model"), useOwnKey: try row.flag("use_own_key"),
      temperature: try row.optionalReal("temperature"), maxTokens: try row.optionalInteger("max_tokens").map { Int($0) }
    )
  }
}
