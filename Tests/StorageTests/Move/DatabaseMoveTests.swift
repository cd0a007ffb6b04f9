import Core
import CreditLedger
import Foundation
import Testing

@testable import Storage

/// A whole installation from one database into another.
@Suite struct DatabaseMoveTests {
  /// Where from and where to.
  static let ways: [[Engine]] = [
    [.file, .postgres], [.postgres, .file], [.postgres, .postgres], [.file, .file], [.memory, .memory],
  ]

  @Test(arguments: ways)
  func everythingArrivesAsItWas(way: [Engine]) async throws {
    try await withDatabase(way[0]) { from in
      try await withDatabase(way[1]) { to in
        let installation = try await Installation(in: from)
        let report = try await move(from, to)
        #expect(report.isProved)
        try await expectSame(to, from)
        let accounts = try #require(report.target.tables.first { $0.table == "accounts" })
        #expect(accounts.sums.first { $0.column == "available" }?.total == Int128(installation.available.amount + 1))
        #expect(report.target.entries > 0 && report.lines.contains { $0.hasPrefix("entries: sum of amount") })
        let balance = try await LedgerStore(database: to).balance(of: installation.account, now: .start)
        #expect(balance.available == installation.available)
      }
    }
  }

  @Test(arguments: [[Engine.file, .postgres], [.postgres, .file]])
  func manySmallPartsAreAsGoodAsOne(way: [Engine]) async throws {
    try await withDatabase(way[0]) { from in
      try await withDatabase(way[1]) { to in
        _ = try await Installation(in: from)
        let report = try await move(from, to, limits: TableReader.Limits(rows: 2, characters: 50))
        #expect(report.isProved)
        try await expectSame(to, from)
      }
    }
  }

  /// The rules of the ledger hold in the target, too.
  @Test func theTargetRefusesChangesOfEntriesAfterIt() async throws {
    try await withDatabase(.memory) { from in
      try await withDatabase(.postgres) { to in
        _ = try await Installation(in: from)
        _ = try await move(from, to)
        await #expect(throws: StorageError.constraint(.other)) {
          try await to.write { try $0.execute("UPDATE entries SET amount = amount + 1") }
        }
      }
    }
  }

  @Test(arguments: [Engine.file, .postgres])
  func everyTableOfTheMigrationsIsMovedAndThoseOfLaterOnes(engine: Engine) async throws {
    try await withDatabase(engine) { database in
      let made = Migration.all.flatMap { $0.statements(for: database.dialect) }.compactMap { statement in
        statement.firstMatch(of: /^\s*CREATE TABLE (?:IF NOT EXISTS )?(\w+)/).map { String($0.output.1) }
      }
      #expect(made.count > 10)
      try await database.write { try $0.execute("CREATE TABLE later (user_id text PRIMARY KEY REFERENCES users (id))") }
      let tables = try await database.read { try TableCatalog(db: $0).tables() }
      #expect(Set(tables.map(\.name)) == Set(made + ["later"]))
      for (index, table) in tables.enumerated() {
        #expect(table.parents.isSubset(of: tables[..<index].map(\.name)), "\(table.name) comes after its parents")
      }
      #expect(tables.first { $0.name == "later" }?.parents == ["users"])
    }
  }

  @Test(arguments: [Engine.file, .postgres])
  func aTargetThatHoldsRowsIsLeftAsItWas(engine: Engine) async throws {
    try await withDatabase(.memory) { from in
      try await withDatabase(engine) { to in
        _ = try await Installation(in: from)
        let user = try await newUser(in: to)
        let before = try await Installation.rows(of: to)
        await #expect(throws: MoveError.targetNotEmpty(table: "users")) { try await move(from, to) }
        let after = try await Installation.rows(of: to)
        #expect(after == before)
        let kept = try await UserStore(database: to).user(user)
        #expect(kept != nil)
      }
    }
  }

  /// Text with a zero can be in a file by somebody else's hand; PostgreSQL can't hold it.
  @Test(arguments: [Engine.file, .postgres])
  func aFailureInTheMiddleLeavesNothingBehind(engine: Engine) async throws {
    try await withDatabase(.memory) { from in
      try await withDatabase(engine) { to in
        let installation = try await Installation(in: from)
        try await from.write { db in
          try db.execute("UPDATE chats SET title = 'a' || char(0) || 'b'")
        }
        await #expect(throws: MoveError.table("chats", .invalidText)) { try await move(from, to) }
        try await expectEmpty(to)
        // The source goes on, and the same target will do when the source is mended.
        try await from.write { try $0.execute("UPDATE chats SET title = 'mended'") }
        let report = try await move(from, to)
        #expect(report.isProved)
        let balance = try await LedgerStore(database: to).balance(of: installation.account, now: .start)
        #expect(balance.available == installation.available)
      }
    }
  }

  @Test func whatDiffersOnTheOtherSideIsToldAndTakenBack() async throws {
    try await withDatabase(.memory) { from in
      try await withDatabase(.memory) { to in
        _ = try await Installation(in: from)
        try await to.write { db in
          try db.execute(
            """
            CREATE TRIGGER forger AFTER INSERT ON chats
            BEGIN UPDATE chats SET message_count = message_count + 1 WHERE id = NEW.id; END
            """)
        }
        let error = try await #require(throws: MoveError.self) { try await move(from, to) }
        guard case .differs(let report) = error else { throw error }
        #expect(report.lines.contains { $0.contains("chats: sum of message_count") && $0.hasSuffix("DIFFERS") })
        #expect(report.lines.contains { $0.contains("users: contents") && $0.hasSuffix("same") })
        try await expectEmpty(to)
      }
    }
  }

  @Test func aLedgerThatDoesNotAddUpIsNotMoved() async throws {
    try await withDatabase(.memory) { from in
      try await withDatabase(.memory) { to in
        _ = try await Installation(in: from)
        try await from.write { try $0.execute("UPDATE accounts SET available = available + 1") }
        let error = try await #require(throws: MoveError.self) { try await move(from, to) }
        guard case .sourceUnproved = error else { throw error }
        #expect(error.message.contains("credits audit"))
        try await expectEmpty(to)
      }
    }
  }

  /// The body of a transaction that was cut is run again by the pool; what was handed over already can't be.
  @Test func aTargetWhoseConnectionBreaksSaysSoAndHoldsNothing() async throws {
    try await withDatabase(.memory) { from in
      try await withDatabase(.postgres) { to in
        _ = try await Installation(in: from)
        try await to.write { db in
          try db.execute(
            """
            CREATE FUNCTION cut() RETURNS trigger LANGUAGE plpgsql AS
            $body$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $body$
            """)
          try db.execute("CREATE TRIGGER cut AFTER INSERT ON messages FOR EACH ROW EXECUTE FUNCTION cut()")
        }
        await #expect(throws: StorageError.unavailable(reason: "connection lost")) { try await move(from, to) }
        try await expectEmpty(to)
      }
    }
  }

  private func expectSame(_ one: any SQLDatabase, _ other: any SQLDatabase) async throws {
    let (rows, others) = (try await Installation.rows(of: one), try await Installation.rows(of: other))
    #expect(rows == others)
    #expect(rows["messages"]?.isEmpty == false)
  }

  private func expectEmpty(_ database: any SQLDatabase) async throws {
    let rows = try await Installation.rows(of: database)
    let left = rows.filter { !$0.value.isEmpty }.keys.sorted()
    #expect(left == [])
  }

  private func move(
    _ from: any SQLDatabase, _ to: any SQLDatabase, limits: TableReader.Limits = TableReader.Limits()
  ) async throws -> MoveReport {
    // The locations are not used: the databases are open already.
    try await DatabaseMove(from: .inMemory, to: .inMemory, limits: limits, logger: .quiet).move(from: from, to: to)
  }
}
