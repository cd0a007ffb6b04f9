package import Logging

/// Brings a database to the schema of this program, in one transaction: all that is missing, or nothing.
package struct Migrator: Sendable {
  private let migrations: [Migration]

  package init(migrations: [Migration]) { self.migrations = migrations }

  /// - Throws: `StorageError.schemaTooNew` when the database knows more than this program, `.schemaDiffers` when it
  /// knows something else.
  package func run(on database: any SQLDatabase, logger: Logger) async throws {
    try await makeTable(on: database)
    let applied = try await database.write { [migrations] connection in
      try Self.apply(migrations, on: connection)
    }
    if applied > 0 {
      logger.info("The database schema was brought up to date.", metadata: ["migrations": "\(applied)"])
    }
  }

  /// Refuses a database that has not exactly the schema of this program, and changes nothing.
  ///
  /// - Throws: `StorageError.schemaTooOld`, and what `run` throws.
  package func verify(_ database: any SQLDatabase) async throws {
    let known: [SQLRow]
    do {
      known = try await database.read { try $0.rows(Self.known) }
    } catch StorageError.invalidStatement {
      known = []  // There is no such table: nothing was ever migrated.
    }
    try Self.check(known, against: migrations)
    let (found, wanted) = (Int64(known.count), Int64(migrations.count))
    guard found == wanted else { throw StorageError.schemaTooOld(found: found, known: wanted) }
  }

  private static let known = "SELECT number, fingerprint FROM schema_migrations ORDER BY number"

  /// Makes the table of migrations in a transaction of its own. Servers that start together may stand in each other's
  /// way, since `IF NOT EXISTS` is no lock on every engine: whoever comes second finds the table there and goes on.
  private func makeTable(on database: any SQLDatabase) async throws {
    do {
      try await database.write { connection in
        _ = try connection.execute(
          """
          CREATE TABLE IF NOT EXISTS schema_migrations (
            number bigint NOT NULL PRIMARY KEY, name text NOT NULL, fingerprint text NOT NULL)
          """)
      }
    } catch {
      guard (try? await database.read { try $0.rows(Self.known) }) != nil else { throw error }
    }
  }

  private static func apply(_ migrations: [Migration], on connection: any SQLConnection) throws -> Int {
    // SQLite lets one writer in at a time; PostgreSQL must be asked to.
    if connection.dialect == .postgres { try connection.execute("LOCK TABLE schema_migrations IN EXCLUSIVE MODE") }
    let known = try connection.rows(known)
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
