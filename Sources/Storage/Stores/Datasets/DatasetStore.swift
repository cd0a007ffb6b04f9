package import Core

/// The data sets that people uploaded. Every reading names the owner.
package struct DatasetStore: Sendable {
  private let database: any SQLDatabase

  package init(database: any SQLDatabase) { self.database = database }

  /// Lists a data set, unless its owner would have more than `quota` then: one statement decides, behind a lock on the
  /// owner's row, so that uploads at the same time can't pass it together. Returns whether it was listed.
  @discardableResult
  package func create(_ dataset: DatasetRow, within quota: DatasetQuota = .none) async throws -> Bool {
    try await database.write { db in
      // The words of a lock on a row that both engines understand.
      try db.execute("UPDATE users SET role = role WHERE id = $1", [.id(dataset.user)])
      return try db.execute(
        """
        INSERT INTO datasets (id, user_id, name, byte_count, path, profile, created_at)
        SELECT $1, $2, $3, CAST($4 AS bigint), $5, $6, CAST($7 AS bigint) FROM (
          SELECT COUNT(*) AS found, COALESCE(SUM(byte_count), 0) AS bytes FROM datasets WHERE user_id = $2) AS own
        WHERE own.found < $8 AND own.bytes + CAST($4 AS bigint) <= $9
        """,
        [
          .id(dataset.id), .id(dataset.user), .text(dataset.name), .integer(dataset.byteCount), .text(dataset.path),
          .json(dataset.profile), .time(dataset.createdAt), .integer(quota.count), .integer(quota.bytes),
        ]) == 1
    }
  }

  /// How many data sets a person has, and how many bytes they take.
  package func use(of user: UserID) async throws -> DatasetQuota {
    try await database.read { db in
      let row = try db.row(
        """
        SELECT COUNT(*) AS found, CAST(COALESCE(SUM(byte_count), 0) AS bigint) AS bytes FROM datasets
        WHERE user_id = $1
        """,
        [.id(user)])
      return DatasetQuota(count: try row?.int("found") ?? 0, bytes: try row?.int("bytes") ?? 0)
    }
  }

  /// Which of these data sets are listed, whoever owns them.
  package func listed(among ids: [DatasetID]) async throws -> Set<DatasetID> {
    try await database.read { db in
      try ids.reduce(into: []) { listed, id in
        if try db.row("SELECT 1 AS found FROM datasets WHERE id = $1", [.id(id)]) != nil { listed.insert(id) }
      }
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
      try db.row("SELECT \(DatasetRow.columns) FROM datasets WHERE id = $1 AND user_id = $2", [.id(id), .id(user)])
        .map(DatasetRow.init(row:))
    }
  }

  /// A person's data sets, the newest first, at most `limit` of them.
  package func list(of user: UserID, limit: Int = 200) async throws -> [DatasetRow] {
    try await database.read { db in
      try db.rows(
        "SELECT \(DatasetRow.columns) FROM datasets WHERE user_id = $1 ORDER BY created_at DESC, id LIMIT $2",
        [.id(user), .integer(limit)]
      ).map(DatasetRow.init(row:))
    }
  }

  /// Deletes the record and returns it, so that its caller removes the file; nil when the person has no such data set.
  @discardableResult
  package func delete(_ id: DatasetID, of user: UserID) async throws -> DatasetRow? {
    try await database.write { db in
      try db.row(
        "DELETE FROM datasets WHERE id = $1 AND user_id = $2 RETURNING \(DatasetRow.columns)", [.id(id), .id(user)]
      ).map(DatasetRow.init(row:))
    }
  }

}

extension DatasetRow {
  static let columns = "id, user_id, name, byte_count, path, profile, created_at"

  init(row: SQLRow) throws {
    self.init(
      id: try row.id("id"), user: try row.id("user_id"), name: try row.text("name"),
      byteCount: try row.int("byte_count"), path: try row.text("path"), profile: try row.optionalJSON("profile"),
      createdAt: try row.time("created_at"))
  }
}
