import Core
import Foundation
import Storage

/// The throw-away server of the tests (`scripts/throwaway-postgres`), on which each test gets a database of its own,
/// cloned from one that was migrated once.
actor TestPostgres {
  static let shared = TestPostgres()

  struct Missing: Error, CustomStringConvertible {
    var description: String {
      "There is no PostgreSQL for the tests: run them with `make test-swift`, or inside `scripts/throwaway-postgres run …`."
    }
  }

  private var template: Task<String, any Error>?

  /// A fresh, migrated database; `drop` takes it away.
  func create() async throws -> (name: String, database: PostgresDatabase) {
    let name = "test_\(UUID().uuidString.lowercased().replacing("-", with: ""))"
    try await command("CREATE DATABASE \(name) TEMPLATE \(migrated())")
    return (name, PostgresDatabase(url: try Self.url(of: name), limits: Self.limits, logger: .quiet))
  }

  /// A fresh database without a schema.
  func createEmpty() async throws -> String {
    let name = "test_\(UUID().uuidString.lowercased().replacing("-", with: ""))"
    try await command("CREATE DATABASE \(name)")
    return name
  }

  func drop(_ name: String) async throws { try await command("DROP DATABASE \(name) WITH (FORCE)") }

  /// Few connections: many tests run at once on one server.
  private static var limits: PostgresDatabase.Limits {
    var limits = PostgresDatabase.Limits()
    limits.connections = 4
    return limits
  }

  /// The server's address with the name of one of its databases; the server listens on a socket in a folder.
  static func url(of database: String) throws -> PostgresURL {
    guard let folder = ProcessInfo.processInfo.environment["LATCHKEY_TEST_POSTGRES"], !folder.isEmpty else {
      throw Missing()
    }
    return try PostgresURL("postgresql:///\(database)?host=\(folder)&user=postgres")
  }

  private func migrated() async throws -> String {
    if let template { return try await template.value }
    let work = Task { () throws -> String in
      let name = "template_\(UUID().uuidString.lowercased().replacing("-", with: ""))"
      try await command("CREATE DATABASE \(name)")
      let database = PostgresDatabase(url: try Self.url(of: name), limits: Self.limits, logger: .quiet)
      try await Migrator(migrations: Migration.all).run(on: database, logger: .quiet)
      try await database.close()
      return name
    }
    template = work
    return try await work.value
  }

  /// A statement that can't stand in a transaction, through psql.
  private func command(_ sql: String) async throws {
    let folder = ProcessInfo.processInfo.environment["LATCHKEY_TEST_POSTGRES"] ?? ""
    guard !folder.isEmpty else { throw Missing() }
    let psql = Process()
    psql.executableURL = URL(filePath: "/usr/bin/psql")
    psql.arguments = [
      "--quiet", "--no-psqlrc", "--host", folder, "--username", "postgres", "--command", sql, "postgres",
    ]
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
      psql.terminationHandler = { process in
        if process.terminationStatus == 0 {
          continuation.resume()
        } else {
          continuation.resume(throwing: Missing())
        }
      }
      do { try psql.run() } catch { continuation.resume(throwing: error) }
    }
  }
}
