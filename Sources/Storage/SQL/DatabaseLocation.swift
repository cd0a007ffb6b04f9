import Foundation
package import Logging

/// Where a database is.
package enum DatabaseLocation: Hashable, Sendable {
  /// A file; it is made when there is none, and its folder must exist.
  case sqlite(path: String)
  /// Gone with the process; for tests.
  case inMemory
  case postgres(PostgresURL)

  /// - Parameter url: `sqlite:/absolute/path`, `sqlite:relative/path`, `sqlite:///absolute/path`, `sqlite::memory:`, or
  ///   `postgresql://…` with libpq's options.
  package init(url: String) throws(StorageError) {
    if url.hasPrefix("postgres") {
      self = .postgres(try PostgresURL(url))
      return
    }
    let scheme = "sqlite:"
    guard url.hasPrefix(scheme) else { throw .invalidLocation }
    var path = url.dropFirst(scheme.count)
    if path == ":memory:" {
      self = .inMemory
      return
    }
    if path.hasPrefix("//") { path = path.dropFirst(2) }
    guard !path.isEmpty, !path.utf8.contains(0), path != "/" else { throw .invalidLocation }
    self = .sqlite(path: String(path))
  }

  /// Opens the database with all migrations applied.
  ///
  /// - Throws: `StorageError.schemaTooNew` for a database of a newer program, which is left as it was; `.unavailable`
  /// when
  ///   the file can't be opened.
  ///
  /// - Parameter connections: to PostgreSQL at the same time; nil for the usual number.
  package func open(connections: Int? = nil, logger: Logger) async throws -> any SQLDatabase {
    try await connected(connections: connections, logger: logger) { database in
      try await Migrator(migrations: Migration.all).run(on: database, logger: logger)
    }
  }

  /// Opens a database that is there already, and neither makes nor migrates one: a server may be running on it.
  ///
  /// - Throws: `StorageError.noDatabase`, `.schemaTooOld`, and what `open` throws.
  package func openExisting(logger: Logger) async throws -> any SQLDatabase {
    guard isThere else { throw StorageError.noDatabase(path: description) }
    return try await connected(logger: logger) { database in
      try await Migrator(migrations: Migration.all).verify(database)
    }
  }

  /// Whether there can be a database already; a server is asked when it is connected to.
  private var isThere: Bool {
    switch self {
    case .sqlite(let path): FileManager.default.fileExists(atPath: path)
    case .inMemory: false
    case .postgres: true
    }
  }

  private func connected(
    connections: Int? = nil, logger: Logger, _ prepare: (any SQLDatabase) async throws -> Void
  ) async throws -> any SQLDatabase {
    var limits = PostgresDatabase.Limits()
    limits.connections = connections ?? limits.connections
    let database: any SQLDatabase =
      switch self {
      case .sqlite(let path): try await SQLiteDatabase.file(at: path, logger: logger)
      case .inMemory: try await SQLiteDatabase.inMemory(logger: logger)
      case .postgres(let url): PostgresDatabase(url: url, limits: limits, logger: logger)
      }
    do {
      try await prepare(database)
    } catch {
      try? await database.close()
      throw error
    }
    return database
  }
}

extension DatabaseLocation: CustomStringConvertible {
  /// For people: the file's whole path, or the server's address without user and password.
  package var description: String {
    switch self {
    case .sqlite(let path): URL(filePath: path).standardizedFileURL.path(percentEncoded: false)
    case .inMemory: "memory"
    case .postgres(let url): url.description
    }
  }
}
