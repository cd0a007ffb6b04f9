package import Core

/// The data sets that people uploaded. Every reading names the owner.
package struct DatasetStore: Sendable {
  private let database: any SQLDatabase

  package init(database: any SQLDatabase) { self.database = database }

  package func create(_ dataset: DatasetRow) async throws {
    try await database.write { db in
      try db.execute(
        """
        INSERT INTO datasets (id, user_id, name, byte_count, path, profile, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        """,
        [
          .id(dataset.id), .id(dataset.user), .text(dataset.name), .integer(dataset.byteCount), .text(dataset.path),
          .json(dataset.profile), .time(dataset.createdAt),
        ])
    }
  }

  /// Returns whether there is such a data set.
  @discardableResult
  package func setProfile(of id: DatasetID, to profile: JSONValue) async throws -> Bool {
    try await database.write { db in
      try db.execute("UPDATE datasets SET profile = $2 WHERE id = $1", [.id(id), .json(profile)]) == 1
    }
  }

  package func dataset(_ id: DatasetID, of user: UserID) async throws -> DatasetRow? {
    try await database.read { db in
      try db.row("SELECT \(Self.columns) FROM datasets WHERE id = $1 AND user_id = $2", [.id(id), .id(user)])
        .map(DatasetRow.init(row:))
    }
  }

  /// A person's data sets, the newest first, at most `limit` of them.
  package func list(of user: UserID, limit: Int = 200) async throws -> [DatasetRow] {
    try await database.read { db in
      try db.rows(
        "SELECT \(Self.columns) FROM datasets WHERE user_id = $1 ORDER BY created_at DESC, id LIMIT $2",
        [.id(user), .integer(limit)]
      ).map(DatasetRow.init(row:))
    }
  }

  /// Deletes the record and returns it, so that its caller removes the file; nil when the person has no such data set.
  @discardableResult
  package func delete(_ id: DatasetID, of user: UserID) async throws -> DatasetRow? {
    try await database.write { db in
      try db.row(
        "DELETE FROM datasets WHERE id = $1 AND user_id = $2 RETURNING \(Self.columns)", [.id(id), .id(user)]
      ).map(DatasetRow.init(row:))
    }
  }

  private static let columns = "id, user_id, name, byte_count, path, profile, created_at"
}

extension DatasetRow {
  init(row: SQLRow) throws {
    self.init(
      id: try row.id("id"), user: try row.id("user_id"), name: try row.text("name"),
      byteCount: try row.int("byte_count"), path: try row.text("path"), profile: try row.optionalJSON("profile"),
      createdAt: try row.time("created_at"))
  }
}
