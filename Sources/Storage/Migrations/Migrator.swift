package import Logging

/// Brings a database to the schema of this program, in one transaction: all that is missing, or nothing.
package struct Migrator: Sendable {
  private let migrations: [Migration]

  package init(migrations: [Migration]) { self.migrations = migrations }

  /// - Throws: `StorageError.schemaTooNew` when the database knows more than this program, `.schemaDiffers` when it
  /// knows something else.
  package func run(on database: any SQLDatabase, logger: Logger) async throws {
    let applied = try await database.write { [migrations] connection in
      try Self.apply(migrations, on: connection)
    }
    if applied > 0 {
      logger.info("The database schema was brought up to date.", metadata: ["migrations": "\(applied)"])
    }
  }

  private static func apply(_ migrations: [Migration], on connection: any SQLConnection) throws -> Int {
    try connection.execute(
      """
      CREATE TABLE IF NOT EXISTS schema_migrations (
        number bigint NOT NULL PRIMARY KEY, name text NOT NULL, fingerprint text NOT NULL)
      """)
    let known = try connection.rows("SELECT number, fingerprint FROM schema_migrations ORDER BY number")
    try check(known, against: migrations)
    let missing = migrations.dropFirst(known.count)
    for migration in missing {
      for statement in migration.statements(for: connection.dialect) { try connection.execute(statement) }
      try connection.execute(
        "INSERT INTO schema_migrations (number, name, fingerprint) VALUES ($1, $2, $3)",
        [.integer(migration.number), .text(migration.name), .text(migration.fingerprint)])
    }
    return missing.count
  }

  private static func check(_ known: [SQLRow], against migrations: [Migration]) throws {
    if let last = try known.last?.integer("number"), last > Int64(migrations.count) {
      throw StorageError.schemaTooNew(found: last, known: Int64(migrations.count))
    }
    for (row, migration) in zip(known, migrations) {
      guard try row.integer("number") == migration.number, try row.text("fingerprint") == migration.fingerprint else {
        throw StorageError.schemaDiffers(number: migration.number)
      }
    }
  }
}
