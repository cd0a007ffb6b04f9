import Core
import Foundation
package import Logging

extension DatabaseLocation {
  /// Opens the database with all migrations applied.
  ///
  /// - Parameters:
  ///   - connections: how many connections to a PostgreSQL; nil leaves it to the pool.
  ///   - waiting: how long a PostgreSQL that can't be reached yet is waited for, two seconds at least. What waiting
  ///     can't mend, such as a wrong password, is told at once.
  /// - Throws: `OpeningError` when it can't be used; `StorageError.schemaTooNew` for a database of a newer program,
  ///   which is left as it was.
  package func open(
    connections: Int? = nil, waiting: Duration = .zero, logger: Logger
  ) async throws -> any SQLDatabase {
    try await connected(connections: connections, waiting: waiting, logger: logger) { database in
      try await Migrator(migrations: Migration.all).run(on: database, logger: logger)
    }
  }

  /// Opens a database that is there already, and neither makes nor migrates one: a server may be running on it.
  ///
  /// - Parameter connections: how many connections to a PostgreSQL; nil leaves it to the pool.
  /// - Throws: `StorageError.noDatabase`, `.schemaTooOld`, and what `open` throws.
  package func openExisting(connections: Int? = nil, logger: Logger) async throws -> any SQLDatabase {
    guard isThere else { throw StorageError.noDatabase(path: description) }
    return try await connected(connections: connections, waiting: .zero, logger: logger) { database in
      try await Migrator(migrations: Migration.all).verify(database)
    }
  }

  /// Whether there can be a database already; a server is asked when it is connected to.
  var isThere: Bool {
    switch self {
    case .sqlite(let path): FileManager.default.fileExists(atPath: path)
    case .inMemory: false
    case .postgres: true
    }
  }

  private func connected(
    connections: Int? = nil, waiting: Duration, logger: Logger, _ prepare: (any SQLDatabase) async throws -> Void
  ) async throws -> any SQLDatabase {
    try await naming {
      if case .postgres(let url) = self { try await reach(url, within: max(waiting, .seconds(2)), logger: logger) }
      let database = try await connect(connections: connections, logger: logger)
      do {
        try await prepare(database)
      } catch {
        try? await database.close()
        throw error
      }
      return database
    }
  }

  /// Says which database it is that can't be used.
  package func naming<Value>(_ body: () async throws -> Value) async throws -> Value {
    do {
      return try await body()
    } catch let error as StorageError where error.kind == .unavailable {
      throw OpeningError(location: description, cause: error)
    }
  }

  private func connect(connections: Int?, logger: Logger) async throws -> any SQLDatabase {
    switch self {
    case .sqlite(let path): return try await SQLiteDatabase.file(at: path, logger: logger)
    case .inMemory: return try await SQLiteDatabase.inMemory(logger: logger)
    case .postgres(let url):
      var limits = PostgresDatabase.Limits()
      if let connections { limits.connections = connections }
      return PostgresDatabase(url: url, limits: limits, logger: logger)
    }
  }

  /// Waits for the first answer of a server; the pool tries again by itself, with growing pauses.
  private func reach(_ url: PostgresURL, within time: Duration, logger: Logger) async throws {
    var limits = PostgresDatabase.Limits()
    limits.connections = 1
    limits.checkout = time
    let database = PostgresDatabase(url: url, limits: limits, logger: logger)
    do {
      _ = try await database.read { try $0.rows("SELECT 1 AS one") }
    } catch {
      try? await database.close()
      throw error
    }
    try await database.close()
  }
}
