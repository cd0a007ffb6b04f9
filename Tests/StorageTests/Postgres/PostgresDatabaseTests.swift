import Core
import Storage
import Synchronization
import Testing

/// What only PostgreSQL does: connections that break, transactions that lose to others, servers that aren't there.
@Suite struct PostgresDatabaseTests {
  private func withPostgres(_ body: (any SQLDatabase) async throws -> Void) async throws {
    try await withDatabase(.postgres, body)
  }

  @Test func aConnectionThatWasCutIsReplacedWithoutAWord() async throws {
    try await withPostgres { database in
      try await database.write { try $0.execute("CREATE TABLE box (number bigint)") }
      for number in 1...5 {
        // Several connections, of which one cuts all others: the next transactions find them dead.
        try await withThrowingTaskGroup(of: Void.self) { group in
          for _ in 0..<4 { group.addTask { _ = try await database.read { try $0.rows("SELECT pg_sleep(0.01)") } } }
          try await group.waitForAll()
        }
        try await database.read { db in
          _ = try db.rows(
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()
            """)
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
          for _ in 0..<4 { group.addTask { _ = try await database.read { try $0.rows("SELECT pg_sleep(0.01)") } } }
          try await group.waitForAll()
        }
        try await database.write { try $0.execute("INSERT INTO box VALUES ($1)", [.integer(number)]) }
      }
      let count = try await database.read { try $0.row("SELECT COUNT(*) AS found FROM box")?.int("found") }
      #expect(count == 5)
    }
  }

  @Test func aBodyThatIsCutInTheMiddleIsRunAgainAndItsChangesAreThereOnce() async throws {
    try await withPostgres { database in
      try await database.write { try $0.execute("CREATE TABLE box (number bigint)") }
      let attempts = Mutex(0)
      try await database.write { db in
        try db.execute("INSERT INTO box VALUES (1)")
        let attempt = attempts.withLock { attempts in
          attempts += 1
          return attempts
        }
        if attempt == 1 { _ = try db.rows("SELECT pg_terminate_backend(pg_backend_pid())") }
      }
      #expect(attempts.withLock { $0 } == 2)
      let count = try await database.read { try $0.row("SELECT COUNT(*) AS found FROM box")?.int("found") }
      #expect(count == 1)
    }
  }

  @Test func transactionsThatLockEachOtherBothEndWell() async throws {
    try await withPostgres { database in
      try await database.write { db in
        try db.execute("SET LOCAL deadlock_timeout = 10")
        try db.execute("CREATE TABLE box (name text PRIMARY KEY, number bigint NOT NULL)")
        try db.execute("INSERT INTO box VALUES ('a', 0), ('b', 0)")
      }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for task in 0..<16 {
          let names = task.isMultiple(of: 2) ? ["a", "b"] : ["b", "a"]
          group.addTask {
            try await database.write { db in
              for name in names {
                try db.execute("UPDATE box SET number = number + 1 WHERE name = $1", [.text(name)])
              }
            }
          }
        }
        try await group.waitForAll()
      }
      let numbers = try await database.read { try $0.rows("SELECT number FROM box").map { try $0.int("number") } }
      #expect(numbers == [16, 16])
    }
  }

  @Test func theAnswerToACommitThatIsLostIsUnknown() async throws {
    try await withPostgres { database in
      try await database.write { db in
        try db.execute("CREATE TABLE box (number bigint)")
        // A deferred trigger runs inside COMMIT: there it cuts its own connection.
        try db.execute(
          """
          CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS
          $body$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $body$
          """)
        try db.execute(
          "CREATE CONSTRAINT TRIGGER cut AFTER INSERT ON box DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cut()"
        )
      }
      await #expect(throws: StorageError.outcomeUnknown) {
        try await database.write { try $0.execute("INSERT INTO box VALUES (1)") }
      }
    }
  }

  @Test func aFailedStatementThatABodySwallowsTakesTheWholeTransactionBack() async throws {
    try await withPostgres { database in
      try await database.write { try $0.execute("CREATE TABLE box (number bigint CHECK (number > 0))") }
      await #expect(throws: StorageError.constraint(.check)) {
        try await database.write { db in
          try db.execute("INSERT INTO box VALUES (1)")
          _ = try? db.execute("INSERT INTO box VALUES (0)")
        }
      }
      let count = try await database.read { try $0.row("SELECT COUNT(*) AS found FROM box")?.int("found") }
      #expect(count == 0)
    }
  }

  @Test func aStatementThatTakesTooLongIsEnded() async throws {
    try await withPostgres { database in
      await #expect(throws: StorageError.unavailable(reason: "a statement took too long")) {
        try await database.read { db in
          try db.execute("SET LOCAL statement_timeout = 20")
          _ = try db.rows("SELECT pg_sleep(30)")
        }
      }
    }
  }

  @Test func aDatabaseThatIsNotThereIsNamedAtOnce() async throws {
    let database = PostgresDatabase(url: try TestPostgres.url(of: "no_such_database"), logger: .quiet)
    await #expect(throws: StorageError.unavailable(reason: "the server has no database of this name")) {
      try await database.read { try $0.rows("SELECT 1") }
    }
    try await database.close()
  }

  @Test func aServerThatIsNotThereIsTriedUntilTheTimeIsOver() async throws {
    var limits = PostgresDatabase.Limits()
    limits.checkout = .milliseconds(200)
    let url = try PostgresURL("postgresql://latchkey:secret-word@127.0.0.1:1/latchkey")
    let database = PostgresDatabase(url: url, limits: limits, logger: .quiet)
    await #expect(throws: StorageError.unavailable(reason: "PostgreSQL can't be reached")) {
      try await database.write { try $0.execute("SELECT 1") }
    }
    try await database.close()
    #expect("\(url)" == "postgresql://127.0.0.1/latchkey")
    #expect(!String(reflecting: url).contains("secret-word"))
  }

  @Test func serversThatStartTogetherMigrateOnce() async throws {
    let name = try await TestPostgres.shared.createEmpty()
    let url = try TestPostgres.url(of: name)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<6 {
        group.addTask {
          let database = try await DatabaseLocation.postgres(url).open(logger: .quiet)
          let applied = try await database.read { try $0.row("SELECT COUNT(*) AS found FROM schema_migrations") }
          try #expect(applied?.int("found") == Migration.all.count)
          try await database.close()
        }
      }
      try await group.waitForAll()
    }
    try await TestPostgres.shared.drop(name)
  }

  @Test func moreTransactionsThanConnectionsAllGetTheirTurn() async throws {
    try await withPostgres { database in
      try await database.write { try $0.execute("CREATE TABLE box (number bigint)") }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<200 {
          group.addTask {
            _ = try await database.write { try $0.execute("INSERT INTO box VALUES ($1)", [.integer(number)]) }
          }
        }
        try await group.waitForAll()
      }
      let count = try await database.read { try $0.row("SELECT COUNT(*) AS found FROM box")?.int("found") }
      #expect(count == 200)
    }
  }
}
