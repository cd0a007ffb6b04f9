import GRDB

/// Carries out one group of writes in one transaction and tells their callers after the commit.
///
/// Each write has a savepoint of its own: one that fails takes back its own changes and nobody else's. When the
/// transaction itself
/// is lost (disk full, input/output error), nothing of the group was saved and every caller is told so.
struct WriteGroup {
  private let database: Database
  private let connection: SQLiteConnection

  init(database: Database) {
    self.database = database
    connection = SQLiteConnection(database: database)
  }

  /// Returns why the group was lost, or nil when it is durable.
  func commit(_ writes: [PendingWrite]) -> StorageError? {
    var replies: [@Sendable () -> Void] = []
    replies.reserveCapacity(writes.count)
    do {
      try run("BEGIN IMMEDIATE")
      for write in writes { replies.append(try perform(write)) }
      try run("COMMIT")
    } catch {
      if database.isInsideTransaction { try? run("ROLLBACK") }
      let failure = StorageError(from: error)
      for write in writes { write.fail(failure) }
      return failure
    }
    for reply in replies { reply() }
    return nil
  }

  /// Runs one write in its savepoint; throws only when the whole transaction is lost.
  private func perform(_ write: PendingWrite) throws -> @Sendable () -> Void {
    try run("SAVEPOINT write")
    do {
      let reply = try write.perform(connection)
      try run("RELEASE write")
      return reply
    } catch {
      guard database.isInsideTransaction else { throw error }
      try run("ROLLBACK TO write")
      try run("RELEASE write")
      return { write.fail(error) }
    }
  }

  private func run(_ sql: String) throws {
    try database.cachedStatement(sql: sql).execute()
  }
}
