package import Core

/// Which master keys the servers of this database seal people's keys under: names and marks, never a key.
package struct MasterKeyStore: Sendable {
  private let database: any SQLDatabase

  package init(database: any SQLDatabase) { self.database = database }

  /// Notes the master keys of one server, and that its first one seals until `sealingUntil` at least.
  ///
  /// - Parameter marks: by name, the key that seals first.
  /// - Returns: the names under which others still seal, or whose keys may be in use, and which this server lacks.
  /// - Throws: `MasterKeyError.differs` when a name stands for another key here; then nothing is noted.
  package func note(
    _ marks: [(name: String, bytes: [UInt8])], sealingUntil: Timestamp, now: Timestamp
  ) async throws -> [String] {
    try await database.write { db in
      for (place, mark) in marks.enumerated() {
        let until = place == 0 ? sealingUntil : Timestamp(milliseconds: 0)
        try db.execute(
          """
          INSERT INTO master_keys (name, mark, seals_until) VALUES ($1, $2, $3)
          ON CONFLICT (name) DO UPDATE SET seals_until = excluded.seals_until
          WHERE master_keys.mark = excluded.mark AND master_keys.seals_until < excluded.seals_until
          """, [.text(mark.name), .bytes(mark.bytes), .time(until)])
      }
      var missing: [String] = []
      for row in try db.rows("SELECT name, mark, seals_until FROM master_keys ORDER BY name") {
        let name = try row.text("name")
        if let own = marks.first(where: { $0.name == name }) {
          guard try own.bytes == row.bytes("mark") else { throw MasterKeyError.differs(name: name) }
        } else if try row.time("seals_until") > now {
          missing.append(name)
        }
      }
      return missing
    }
  }
}
