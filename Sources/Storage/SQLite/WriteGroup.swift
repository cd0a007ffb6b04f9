import GRDB

/// Carries out one group of writes in one transaction and tells their callers after the commit.
///
/// Hardly a write ever fails, so they are run one after the other first. When one fails, the transaction is taken back
/// and all are run again, each in a savepoint of its own: then it takes back its own changes and nobody else's. When the
/// transaction itself is lost (disk full, input/output error), nothing of the group was saved and every caller is told
/// so.
struct WriteGroup {
  private let database: Database
  private let connection: SQLiteConnection

  init(database: Database) {
    self.database = database
    connection = SQLiteConnection(database: database)
  }

  /// Returns why the group was lost, or nil when it is durable.
  func commit(_ writes: [PendingWrite]) -> StorageError? {
    do {
      for reply in try replies(to: writes) { reply() }
      return nil
    } catch {
      rollBack()
      let failure = StorageError(from: error)
      for write in writes { write.fail(failure) }
      return failure
    }
  }

  /// What tells the callers, when all is durable; throws only when the whole transaction is lost.
  private func replies(to writes: [PendingWrite]) throws -> [@Sendable () -> Void] {
    try run("BEGIN IMMEDIATE")
    var replies: [@Sendable () -> Void] = []
    replies.reserveCapacity(writes.count)
    do {
      for write in writes { replies.append(try write.perform(connection)) }
    } catch {
      rollBack()
      if writes.count == 1 { return [{ writes[0].fail(error) }] }
      try run("BEGIN IMMEDIATE")
      replies = try writes.map(performApart)
    }
    try run("COMMIT")
    return replies
  }

  /// Runs one write in its savepoint; throws only when the whole transaction is lost.
  private func performApart(_ write: PendingWrite) throws -> @Sendable () -> Void {
    try connection.execute("SAVEPOINT write")
    do {
      let reply = try write.perform(connection)
      try connection.execute("RELEASE write")
      return reply
    } catch {
      guard database.isInsideTransaction else { throw error }
      try connection.execute("ROLLBACK TO write")
      try connection.execute("RELEASE write")
      return { write.fail(error) }
    }
  }

  private func rollBack() {
    if database.isInsideTransaction { try? run("ROLLBACK") }
  }

  private func run(_ sql: String) throws {
    try database.cachedStatement(sql: sql).execute()
  }
}
