import Core
import Synchronization
import Testing

@testable import Storage

/// What becomes of a group of writes that share one commit.
@Suite struct PostgresGroupTests {
  struct Refusal: Error {}

  /// Lends a pool of one connection and a table.
  private func withBox(_ body: (PostgresDatabase) async throws -> Void) async throws {
    let (name, template) = try await TestPostgres.shared.create()
    try await template.write { try $0.execute("CREATE TABLE box (number bigint PRIMARY KEY CHECK (number >= 0))") }
    try await template.close()
    var limits = PostgresDatabase.Limits()
    limits.connections = 1
    let database = PostgresDatabase(url: try TestPostgres.url(of: name), limits: limits, logger: .quiet)
    let outcome: Result<Void, any Error>
    do { outcome = .success(try await body(database)) } catch { outcome = .failure(error) }
    try await database.close()
    try await TestPostgres.shared.drop(name)
    try outcome.get()
  }

  /// Runs writes that are certain to be one group: they wait while the connection is kept busy by a first one.
  private func group(
    on database: PostgresDatabase, count: Int = 10, _ body: @escaping @Sendable (Int, any SQLConnection) throws -> Void
  ) async throws -> [StorageError?] {
    let gate = Gate()
    return try await withThrowingTaskGroup(of: (Int, StorageError?).self) { group in
      group.addTask {
        try await database.write(about: "gate") { _ in gate.waitUntilOpen() }
        return (-1, nil)
      }
      await gate.hasArrived()
      for number in 0..<count {
        group.addTask {
          do {
            try await database.write(about: "thing \(number)") { try body(number, $0) }
            return (number, nil)
          } catch let error as StorageError {
            return (number, error)
          } catch is Refusal {
            return (number, .closed)  // stands for the caller's own error
          }
        }
      }
      await gate.open(when: { database.waitingTransactions == count })
      var outcomes: [StorageError?] = Array(repeating: nil, count: count)
      for try await (number, outcome) in group where number >= 0 { outcomes[number] = outcome }
      return outcomes
    }
  }

  private func numbers(in database: PostgresDatabase) async throws -> [Int] {
    try await database.read { try $0.rows("SELECT number FROM box ORDER BY number").map { try $0.int("number") } }
  }

  @Test func allOfAGroupIsOneTransaction() async throws {
    try await withBox { database in
      let transactions = Mutex(Set<String>())
      let outcomes = try await group(on: database) { number, db in
        try db.execute("INSERT INTO box VALUES ($1)", [.integer(number)])
        let row = try db.row("SELECT CAST(pg_current_xact_id() AS text) AS id")
        if let id = try row?.text("id") { transactions.withLock { _ = $0.insert(id) } }
      }
      #expect(outcomes.allSatisfy { $0 == nil })
      #expect(transactions.withLock { $0.count } == 1)
      let found = try await numbers(in: database)
      #expect(found == Array(0..<10))
    }
  }

  @Test func theOneThatFailsTakesBackItsOwnChangesAndIsToldSo() async throws {
    try await withBox { database in
      let outcomes = try await group(on: database) { number, db in
        try db.execute("INSERT INTO box VALUES ($1)", [.integer(number)])
        if number == 3 { throw Refusal() }
        if number == 6 { try db.execute("INSERT INTO box VALUES (-1)") }
        if number == 7 { _ = try? db.execute("INSERT INTO box VALUES (-1)") }
      }
      #expect(outcomes[3] == .closed && outcomes[6] == .constraint(.check) && outcomes[7] == .constraint(.check))
      #expect(outcomes.count { $0 == nil } == 7)
      let found = try await numbers(in: database)
      #expect(found == [0, 1, 2, 4, 5, 8, 9])
    }
  }

  @Test func aConnectionThatBreaksBeforeTheCommitMakesAllOfThemRunAgain() async throws {
    try await withBox { database in
      let breaks = Mutex(1)
      let outcomes = try await group(on: database) { number, db in
        try db.execute("INSERT INTO box VALUES ($1)", [.integer(number)])
        let isToBreak =
          number == 5
          && breaks.withLock { breaks in
            defer { breaks = 0 }
            return breaks == 1
          }
        if isToBreak { _ = try db.rows("SELECT pg_terminate_backend(pg_backend_pid())") }
      }
      #expect(outcomes.allSatisfy { $0 == nil })
      let found = try await numbers(in: database)
      #expect(found == Array(0..<10))
    }
  }

  @Test func whenTheAnswerToTheCommitIsLostNobodyIsToldAnythingElse() async throws {
    try await withBox { database in
      try await database.write { db in
        try db.execute(
          """
          CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS
          $body$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $body$
          """)
        try db.execute(
          """
          CREATE CONSTRAINT TRIGGER cut AFTER INSERT ON box DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
          WHEN (NEW.number = 4) EXECUTE FUNCTION cut()
          """)
      }
      let runs = Mutex(0)
      let outcomes = try await group(on: database) { number, db in
        runs.withLock { $0 += 1 }
        try db.execute("INSERT INTO box VALUES ($1)", [.integer(number)])
      }
      #expect(outcomes.allSatisfy { $0 == .outcomeUnknown })
      #expect(runs.withLock { $0 } == 10)
    }
  }

  @Test func aGroupThatLostToAnotherTransactionIsRunAgainOneByOne() async throws {
    try await withBox { database in
      let losses = Mutex(1)
      let outcomes = try await group(on: database) { number, db in
        try db.execute("INSERT INTO box VALUES ($1)", [.integer(number)])
        let isToLose =
          number == 5
          && losses.withLock { losses in
            defer { losses = 0 }
            return losses == 1
          }
        if isToLose { try db.execute("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'deadlock_detected'; END $$") }
      }
      #expect(outcomes.allSatisfy { $0 == nil })
      let found = try await numbers(in: database)
      #expect(found == Array(0..<10))
    }
  }

  @Test func aGroupRunsInTheOrderOfItsSubjects() async throws {
    try await withBox { database in
      let order = Mutex<[Int]>([])
      _ = try await group(on: database) { number, db in
        order.withLock { $0.append(number) }
        try db.execute("INSERT INTO box VALUES ($1)", [.integer(number)])
      }
      #expect(order.withLock { $0 } == Array(0..<10))
    }
  }
}
