import Core
import CreditLedger
import Storage
import Testing

/// An audit is worth what it finds: each tampering must be found, by its name.
@Suite struct LedgerAuditTests {
  /// What somebody with a database tool might do, and one of the problems that must be told.
  static let tamperings: [(statement: String, code: String)] = [
    ("UPDATE accounts SET available = available + 1", "available_differs"),
    ("UPDATE accounts SET held = held + 1", "held_differs"),
    ("UPDATE accounts SET held = held + 1", "pending_holds_differ"),
    ("UPDATE accounts SET available = -1", "negative_balance"),
    ("UPDATE accounts SET entry_count = entry_count + 1", "entries_missing"),
    ("DELETE FROM entries WHERE sequence = 3", "entries_missing"),
    ("DELETE FROM entries WHERE sequence = 3", "available_differs"),
    ("DELETE FROM entries WHERE kind = 'settle'", "hold_entries_differ"),
    ("UPDATE entries SET amount = 99, available_change = 99 WHERE sequence = 2", "available_differs"),
    ("UPDATE entries SET available_after = available_after + 1 WHERE sequence = 4", "running_sum_differs"),
    ("UPDATE entries SET available_change = -99 WHERE sequence = 3", "running_sum_differs"),
    ("UPDATE entries SET held_change = 0 WHERE kind = 'hold'", "malformed_entry"),
    ("UPDATE entries SET kind = 'grant' WHERE kind = 'settle'", "malformed_entry"),
    ("UPDATE entries SET amount = amount + 1 WHERE kind = 'settle'", "amount_differs"),
    ("UPDATE entries SET account_id = 'nobody' WHERE sequence = 2", "orphaned_entry"),
    ("UPDATE entries SET task_id = 'nothing' WHERE sequence = 4", "orphaned_entry"),
    ("UPDATE holds SET state = 'released', release_reason = 'failure' WHERE state = 'settled'", "hold_entries_differ"),
    ("UPDATE holds SET state = 'pending', closed_at = NULL WHERE state = 'settled'", "pending_holds_differ"),
    ("UPDATE holds SET state = 'settled', closed_at = 1 WHERE state = 'pending'", "hold_entries_differ"),
    ("UPDATE holds SET amount = amount + 1 WHERE state = 'pending'", "pending_holds_differ"),
    ("UPDATE holds SET covered = 0 WHERE state = 'settled'", "hold_entries_differ"),
    ("DELETE FROM holds WHERE state = 'settled'", "orphaned_entry"),
    ("UPDATE renewals SET granted = granted + 1", "renewal_differs"),
    ("DELETE FROM renewals", "renewal_differs"),
    ("UPDATE entries SET feature = 'code_fix' WHERE kind = 'settle'", "purpose_differs"),
    ("UPDATE holds SET model = 'another'", "purpose_differs"),
    ("UPDATE accounts SET is_unlimited = 1", "plan_differs"),
    ("UPDATE accounts SET plan = 'standard'", "plan_differs"),
    (
      """
      UPDATE holds SET covered = 0 WHERE state = 'released';
      UPDATE entries SET available_change = 0 WHERE kind IN ('hold', 'release')
        AND task_id IN (SELECT task_id FROM holds WHERE state = 'released')
      """, "coverage_differs"
    ),
    ("UPDATE holds SET covered = 0 WHERE state = 'released'", "coverage_differs"),
    ("UPDATE entries SET period = 77 WHERE reason = 'opening'", "renewal_differs"),
    (
      """
      INSERT INTO entries (account_id, sequence, kind, amount, available_change, held_change, available_after,
        held_after, reason, made_by, created_at)
      SELECT id, entry_count + 1, 'grant', 5, 5, 0, available + 5, held, 'gift', 'me', 0 FROM accounts
      """, "entries_missing"
    ),
    (
      """
      INSERT INTO holds (task_id, account_id, amount, covered, feature, state, created_at, expires_at)
      SELECT 'ghost', id, 1, 1, 'chat', 'pending', 0, 1 FROM accounts
      """, "hold_entries_differ"
    ),
  ]

  /// A ledger in which everything has happened once.
  func withLivelyLedger(_ body: (LedgerStore, any SQLDatabase) async throws -> Void) async throws {
    try await withDatabase(.memory) { database in
      let ledger = LedgerStore(database: database)
      let account = try await newAccount(in: database, .guest)
      _ = try await ledger.grant(to: account, amount: 95, by: "admin", reason: "test", now: .start)
      _ = try await ledger.deduct(.test(account, 3))
      _ = try await ledger.hold(.test(account, 4))
      let released = HoldRequest.test(account, 5)
      _ = try await ledger.hold(released)
      _ = try await ledger.release(released.task, reason: .failure, now: .start)
      let late = HoldRequest.test(account, 6, for: .seconds(1))
      _ = try await ledger.hold(late)
      _ = try await ledger.settle(late.task, now: .start + .seconds(2))
      _ = try await ledger.adjust(account, by: -7, madeBy: "admin", reason: "test", now: .start)
      try await body(ledger, database)
    }
  }

  @Test func aLivelyLedgerIsClean() async throws {
    try await withLivelyLedger { ledger, _ in
      let report = try await ledger.audit(now: .start, comparingTasks: false)
      #expect(report.isClean && report.accounts == 1 && report.holds == 4 && report.entries == 11)
    }
  }

  @Test(arguments: tamperings)
  func aTamperedLedgerIsFoundOut(statement: String, code: String) async throws {
    try await withLivelyLedger { ledger, database in
      try await tamper(with: database, statement)
      let report = try await ledger.audit(now: .start, comparingTasks: false)
      #expect(report.problems.map(\.code).contains(code), "found \(report.problems)")
      #expect(report.problems.allSatisfy { !$0.description.isEmpty })
    }
  }

  @Test func anEmptyLedgerIsClean() async throws {
    try await withDatabase(.memory) { database in
      let report = try await LedgerStore(database: database).audit(now: .start, comparingTasks: false)
      #expect(report == AuditReport(accounts: 0, holds: 0, entries: 0, problems: []))
    }
  }

  /// The schema repeats the rules of the ledger, so that a mistake in the program can't break them silently.
  @Test(arguments: [
    "UPDATE accounts SET available = -1", "UPDATE accounts SET held = -1", "UPDATE holds SET amount = 0",
    "UPDATE holds SET state = 'lost'", "UPDATE holds SET account_id = 'nobody'", "UPDATE accounts SET plan = 'gold'",
    "UPDATE accounts SET is_unlimited = 1", "UPDATE accounts SET plan = 'unlimited'",
    "UPDATE holds SET covered = amount + 1", "UPDATE holds SET state = 'settled' WHERE state = 'pending'",
    "DELETE FROM accounts", "DELETE FROM users", "DELETE FROM holds",
    "INSERT INTO renewals SELECT account_id, period, plan, granted, created_at FROM renewals",
  ])
  func theSchemaRefusesWhatTheRulesForbid(statement: String) async throws {
    try await withLivelyLedger { _, database in
      await #expect(throws: StorageError.self) { try await database.write { try $0.execute(statement) } }
    }
  }
}
