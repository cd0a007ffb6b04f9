import Core
import CreditLedger
import GRDB
import Storage
import Testing

/// Entries, periods and changes of plan are written once, whoever opens the file.
@Suite struct AppendOnlyTests {
  static let statements = [
    "UPDATE entries SET reason = 'x'", "DELETE FROM entries", "DELETE FROM entries WHERE sequence = 1",
    "UPDATE entries SET amount = 1 WHERE sequence = 1", "UPDATE OR REPLACE entries SET sequence = 1",
    "UPDATE renewals SET granted = 7", "DELETE FROM renewals",
    "UPDATE plan_changes SET granted = 7", "DELETE FROM plan_changes",
    "INSERT OR REPLACE INTO entries SELECT * FROM entries",
    "INSERT OR REPLACE INTO renewals SELECT * FROM renewals",
    "INSERT OR REPLACE INTO plan_changes SELECT * FROM plan_changes",
    replacingEntry("account_id, sequence + 90", "task_id, idempotency_key, period"),
    replacingEntry("account_id, sequence", "'no task', 'no key', NULL"),
    // The row's number, which SQLite gives each row, is a key too.
    """
    INSERT OR REPLACE INTO plan_changes
      (rowid, account_id, number, from_plan, to_plan, granted, entry_count, made_by, created_at)
    SELECT rowid, account_id, number + 90, from_plan, to_plan, 0, 0, made_by, created_at FROM plan_changes
    """,
    "REPLACE INTO renewals (rowid, account_id, period, plan, granted, created_at) "
      + "SELECT rowid, account_id, period + 1, plan, granted, created_at FROM renewals",
  ]

  private static func replacingEntry(_ place: String, _ keys: String) -> String {
    """
    INSERT OR REPLACE INTO entries (account_id, sequence, task_id, idempotency_key, period, kind, amount,
      available_change, held_change, available_after, held_after, feature, model, reason, made_by, created_at)
    SELECT \(place), \(keys), kind, amount, available_change, held_change, available_after, held_after, feature, model,
      'replaced', made_by, created_at FROM entries
    """
  }

  @Test(arguments: statements, [true, false])
  func nothingIsChangedOrReplaced(statement: String, onOurConnection: Bool) async throws {
    try await withFolder { folder in
      let path = folder + "/ledger.sqlite"
      let database = try await DatabaseLocation.sqlite(path: path).open(logger: .quiet)
      let ledger = LedgerStore(database: database)
      let account = try await newAccount(in: database, .free)
      _ = try await ledger.grant(
        to: account, amount: 5, by: "admin", reason: "order", idempotencyKey: "order-1", now: .start)
      _ = try await ledger.deduct(.test(account, 3))
      _ = try await ledger.changePlan(of: account, to: .standard, by: "admin", now: .start)
      let before = try await everything(in: database)
      if onOurConnection {
        await #expect(throws: StorageError.self) { try await database.write { try $0.execute(statement) } }
      } else {
        // As the sqlite3 shell opens it: without recursive triggers and without foreign keys.
        var plain = Configuration()
        plain.foreignKeysEnabled = false
        let other = try DatabaseQueue(path: path, configuration: plain)
        await #expect(throws: DatabaseError.self) { try await other.write { try $0.execute(sql: statement) } }
        try other.close()
      }
      let after = try await everything(in: database)
      #expect(after == before)
      try await database.close()
    }
  }

  private func everything(in database: any SQLDatabase) async throws -> [[SQLRow]] {
    try await database.read { db in
      try ["entries", "renewals", "plan_changes"].map { try db.rows("SELECT rowid, * FROM \($0) ORDER BY rowid") }
    }
  }
}
