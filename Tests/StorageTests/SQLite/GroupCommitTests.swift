import Core
import GRDB
import Testing

@testable import Storage

@Suite struct GroupCommitTests {
  struct Refusal: Error {}

  /// A file database with a table, and a second connection that sees only what is committed.
  func withBox(
    limits: SQLiteDatabase.Limits = .init(), _ body: (SQLiteDatabase, DatabaseQueue) async throws -> Void
  ) async throws {
    try await withFolder { folder in
      let database = try await SQLiteDatabase.file(at: folder + "/box.sqlite", limits: limits, logger: .quiet)
      try await database.write { try $0.execute("CREATE TABLE box (number bigint PRIMARY KEY)") }
      let witness = try DatabaseQueue(path: folder + "/box.sqlite")
      try await body(database, witness)
      try witness.close()
      try await database.close()
    }
  }

  func numbers(_ witness: DatabaseQueue) async throws -> Set<Int> {
    try await witness.read { try Set(Int.fetchAll($0, sql: "SELECT number FROM box")) }
  }

  @Test func aFileSurvivesAPowerCut() async throws {
    try await withBox { database, _ in
      let settings = try await database.write { db in
        try ["synchronous", "journal_mode", "foreign_keys", "secure_delete"].flatMap { name in
          try db.rows("PRAGMA \(name)").map { try $0.value(name) }
        }
      }
      #expect(settings == [.integer(2), .text("wal"), .integer(1), .integer(1)])
    }
  }

  @Test func aFailedWriteDoesNotPoisonItsGroup() async throws {
    try await withBox { database, witness in
      let outcomes = await withTaskGroup(of: (Int, Bool).self) { group in
        for number in 0..<200 {
          group.addTask {
            let isWritten = try? await database.write { db in
              try db.execute("INSERT INTO box (number) VALUES ($1)", [.integer(number)])
              if number % 3 == 0 { throw Refusal() }
              if number % 3 == 1 { try db.execute("INSERT INTO box (number) VALUES ($1)", [.integer(number)]) }
              return true
            }
            return (number, isWritten ?? false)
          }
        }
        return await group.reduce(into: [Int: Bool]()) { $0[$1.0] = $1.1 }
      }
      let written = Set(outcomes.filter(\.value).keys)
      #expect(written == Set((0..<200).filter { $0 % 3 == 2 }))
      let found1 = try await numbers(witness)
      #expect(found1 == written)
    }
  }

  @Test func aWriteIsAcknowledgedOnlyWhenItIsCommitted() async throws {
    try await withBox { database, witness in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<100 {
          group.addTask {
            _ = try await database.write {
              try $0.execute("INSERT INTO box (number) VALUES ($1)", [.integer(number)])
            }
            let isThere = try await witness.read {
              try Bool.fetchOne($0, sql: "SELECT EXISTS (SELECT 1 FROM box WHERE number = ?)", arguments: [number])
            }
            #expect(isThere == true)
          }
        }
        try await group.waitForAll()
      }
    }
  }

  @Test func whenTheCommitFailsEveryCallerOfTheGroupIsTold() async throws {
    try await withBox { database, witness in
      try await database.write { try $0.execute("CREATE TABLE child (parent bigint REFERENCES box (number))") }
      let group = try await self.group(on: database) { number, db in
        try db.execute("INSERT INTO box (number) VALUES ($1)", [.integer(number)])
        guard number == 5 else { return }
        try db.execute("PRAGMA defer_foreign_keys = ON")
        try db.execute("INSERT INTO child (parent) VALUES (999)")
      }
      #expect(group.allSatisfy { $0 == .constraint(.foreignKey) })
      let found2 = try await numbers(witness)
      #expect(found2 == [])
      try await database.write { try $0.execute("INSERT INTO box (number) VALUES (1)") }
      let found3 = try await numbers(witness)
      #expect(found3 == [1])
    }
  }

  @Test func aLostTransactionIsLostForTheWholeGroupAndSaysSo() async throws {
    try await withBox { database, witness in
      let group = try await self.group(on: database) { number, db in
        try db.execute("INSERT INTO box (number) VALUES ($1)", [.integer(number)])
        if number == 5 { try db.execute("INSERT OR ROLLBACK INTO box (number) VALUES ($1)", [.integer(number)]) }
      }
      #expect(group.allSatisfy { $0 != nil })
      let found4 = try await numbers(witness)
      #expect(found4 == [])
    }
  }

  @Test func tooManyWaitingWritesAreRefusedAndTheOthersCarriedOut() async throws {
    var limits = SQLiteDatabase.Limits()
    limits.mostWaiting = 10
    try await withBox(limits: limits) { database, witness in
      let outcomes = try await group(on: database, count: 30) { number, db in
        try db.execute("INSERT INTO box (number) VALUES ($1)", [.integer(number)])
      }
      #expect(outcomes.filter { $0 == .busy }.count == 20)
      #expect(outcomes.filter { $0 == nil }.count == 10)
      let saved = try await numbers(witness)
      #expect(saved.count == 10)
    }
  }

  @Test func aCancelledCallerStillLearnsWhatHappened() async throws {
    try await withBox { database, witness in
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.cancelAll()
        group.addTask {
          #expect(Task.isCancelled)
          let isWritten = try await database.write { try $0.execute("INSERT INTO box (number) VALUES (7)") == 1 }
          #expect(isWritten)
          let seen = try await database.read { try $0.rows("SELECT number FROM box").count }
          #expect(seen == 1)
        }
        try await group.waitForAll()
      }
      let found5 = try await numbers(witness)
      #expect(found5 == [7])
    }
  }

  @Test func closingCarriesOutWhatWaits() async throws {
    try await withFolder { folder in
      let path = folder + "/box.sqlite"
      let database = try await SQLiteDatabase.file(at: path, logger: .quiet)
      try await database.write { try $0.execute("CREATE TABLE box (number bigint PRIMARY KEY)") }
      let written = try await withThrowingTaskGroup(of: Int?.self) { group in
        for number in 0..<50 {
          group.addTask {
            do {
              try await database.write { try $0.execute("INSERT INTO box (number) VALUES ($1)", [.integer(number)]) }
              return number
            } catch StorageError.closed {
              return nil
            }
          }
        }
        group.addTask {
          try await database.close()
          return nil
        }
        return try await group.reduce(into: Set<Int>()) { if let number = $1 { $0.insert(number) } }
      }
      let witness = try DatabaseQueue(path: path)
      let found6 = try await numbers(witness)
      #expect(found6 == written)
    }
  }

  /// Runs writes that are certain to be one group: they are queued while the writer is kept busy by a first one.
  private func group(
    on database: SQLiteDatabase, count: Int = 10, _ body: @escaping @Sendable (Int, any SQLConnection) throws -> Void
  ) async throws -> [StorageError?] {
    let gate = Gate()
    return try await withThrowingTaskGroup(of: StorageError?.self) { group in
      group.addTask {
        try await database.write { _ in gate.waitUntilOpen() }
        return nil
      }
      await gate.hasArrived()
      for number in 0..<count {
        group.addTask {
          do {
            try await database.write { try body(number, $0) }
            return nil
          } catch let error as StorageError {
            if error == .busy { gate.countRefusal() }
            return error
          }
        }
      }
      await gate.open(when: { database.waitingWrites + gate.refusals == count })
      var outcomes: [StorageError?] = []
      for try await outcome in group { outcomes.append(outcome) }
      // One of those without an error is the write at the gate.
      outcomes.remove(at: try #require(outcomes.firstIndex(of: nil)))
      return outcomes
    }
  }
}
