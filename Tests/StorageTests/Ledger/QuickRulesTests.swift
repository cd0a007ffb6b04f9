import Core
import Storage
import Testing

/// The rules of the ledger's tables refuse the same rows as before they became quick.
@Suite struct QuickRulesTests {
  static let account = "INSERT INTO accounts VALUES ('a', 'u', "
  static let hold = """
    INSERT INTO holds (task_id, account_id, amount, covered, feature, state, created_at, expires_at, closed_at, \
    release_reason) VALUES ('t2', 'a',
    """
  static let entry = """
    INSERT INTO entries (account_id, sequence, kind, amount, available_change, held_change, available_after, \
    held_after, task_id, reason, made_by, created_at) VALUES ('a',
    """

  static let refused = [
    "UPDATE accounts SET available = -1", "UPDATE accounts SET held = -1", "UPDATE accounts SET plan = 'gold'",
    "UPDATE accounts SET is_unlimited = 2", "UPDATE accounts SET is_unlimited = 1",
    "UPDATE accounts SET entry_count = -1",
    "UPDATE accounts SET last_granted = -1",
    "\(hold) 0, 0, 'chat', 'pending', 1, 2, NULL, NULL)", "\(hold) 2, 1, 'chat', 'pending', 1, 2, NULL, NULL)",
    "\(hold) 2, 2, 'chat', 'lost', 1, 2, 3, NULL)", "\(hold) 2, 2, 'chat', 'pending', 2, 2, NULL, NULL)",
    "\(hold) 2, 2, 'chat', 'pending', 1, 2, 3, NULL)", "\(hold) 2, 2, 'chat', 'settled', 1, 2, NULL, NULL)",
    "\(hold) 2, 2, 'chat', 'released', 1, 2, 3, NULL)", "\(hold) 2, 2, 'chat', 'settled', 1, 2, 3, 'failure')",
    "\(hold) 2, 2, 'chat', 'released', 1, 2, 3, 'boredom')",
    "\(entry) 0, 'grant', 1, 1, 0, 1, 0, NULL, 'r', 'b', 1)", "\(entry) 2, 'gift', 1, 1, 0, 1, 0, NULL, 'r', 'b', 1)",
    "\(entry) 2, 'grant', 0, 0, 0, 1, 0, NULL, 'r', 'b', 1)", "\(entry) 2, 'grant', 2, 1, 0, 1, 0, NULL, 'r', 'b', 1)",
    "\(entry) 2, 'grant', 1, 1, 0, -1, 0, NULL, 'r', 'b', 1)",
    "\(entry) 2, 'grant', 1, 1, 0, 1, -1, NULL, 'r', 'b', 1)",
    "\(entry) 2, 'grant', 1, 1, 0, 1, 0, 't', 'r', 'b', 1)", "\(entry) 2, 'hold', 1, -1, 1, 1, 0, NULL, 'r', 'b', 1)",
    "\(entry) 2, 'hold', 2, -1, 2, 1, 0, 't', 'r', 'b', 1)", "\(entry) 2, 'release', 1, 1, 0, 1, 0, 't', 'r', 'b', 1)",
    "\(entry) 2, 'settle', 1, 1, 0, 1, 0, 't', 'r', 'b', 1)",
    "\(entry) 2, 'settle', 1, -1, -1, 1, 0, 't', 'r', 'b', 1)",
    "\(entry) 2, 'adjustment', 2, 1, 0, 1, 0, NULL, 'r', 'b', 1)",
  ]

  static let accepted = [
    "UPDATE accounts SET plan = 'unlimited', is_unlimited = 1",
    "\(hold) 2, 0, 'chat', 'released', 1, 2, 3, 'shutdown')",
    "\(hold) 2, 2, 'chat', 'expired', 1, 2, 3, 'expired')",
    "\(entry) 2, 'adjustment', 2, -2, 0, 1, 0, NULL, 'r', 'b', 1)",
    "\(entry) 2, 'hold', 2, 0, 2, 1, 0, 't', 'r', 'b', 1)", "\(entry) 2, 'release', 2, 2, -2, 1, 0, 't', 'r', 'b', 1)",
    "\(entry) 2, 'settle', 2, 0, -2, 1, 0, 't', 'r', 'b', 1)",
    "\(entry) 2, 'settle', 2, -2, 0, 1, 0, 't', 'r', 'b', 1)",
  ]

  @Test(arguments: Engine.allCases)
  func whatBreaksARuleIsRefusedAndWhatDoesNotIsTaken(engine: Engine) async throws {
    try await withDatabase(engine) { database in
      try await database.write { db in
        try db.execute("INSERT INTO users (id, search_text, role, is_guest, created_at) VALUES ('u', '', 'user', 1, 1)")
        try db.execute("\(Self.account) 'free', 0, 1, NULL, 5, 5, 1, 0)")
        try db.execute(
          """
          INSERT INTO holds (task_id, account_id, amount, covered, feature, state, created_at, expires_at)
          VALUES ('t', 'a', 1, 1, 'chat', 'pending', 1, 2)
          """)
      }
      for statement in Self.refused {
        await #expect(throws: StorageError.constraint(.check), "\(statement)") {
          try await database.write { try $0.execute(statement) }
        }
      }
      struct TakenBack: Error {}
      for statement in Self.accepted {
        await #expect(throws: TakenBack.self, "\(statement)") {
          try await database.write { db in
            try db.execute(statement)
            throw TakenBack()
          }
        }
      }
    }
  }

  @Test func aFileOfTheSchemaBeforeIsWholeAfterTheChange() async throws {
    try await withFolder { folder in
      let path = folder + "/old.sqlite"
      let old = try await SQLiteDatabase.file(at: path, logger: .quiet)
      let before = Migration.all.prefix { $0.name != "quick_rules" }
      try await Migrator(migrations: Array(before)).run(on: old, logger: .quiet)
      try await old.close()
      let database = try await DatabaseLocation.sqlite(path: path).open(logger: .quiet)
      let account = try await newAccount(in: database, credits: 9)
      let ledger = LedgerStore(database: database)
      let outcome = try await ledger.hold(.test(account, 4))
      #expect(outcome.isHeld)
      let tables = try await database.read { db in
        #expect(try db.row("PRAGMA integrity_check")?.text("integrity_check") == "ok")
        return try db.rows("SELECT sql FROM sqlite_master WHERE name IN ('holds', 'entries')").map {
          try $0.text("sql")
        }
      }
      #expect(tables.count == 2 && tables.allSatisfy { !$0.contains(" IN (") })
      try await database.close()
    }
  }
}
