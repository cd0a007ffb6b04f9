import Core
import CreditLedger
import Storage
import Testing

/// What an audit says about plans, periods and records of tasks that somebody has tampered with.
@Suite struct LedgerPlanAuditTests {
  static let start = Timestamp.start
  static let month = RenewalSchedule(openedAt: .start).start(ofPeriod: 1)

  /// An account that has been on four plans and in two periods, and whose charges have their records of tasks.
  func withChangedPlans(_ body: (LedgerStore, any SQLDatabase) async throws -> Void) async throws {
    try await withDatabase(.memory) { database in
      let ledger = LedgerStore(database: database)
      let account = try await newAccount(in: database, .free)
      try await charge(18, to: account, in: database, now: .start)
      _ = try await ledger.balance(of: account, now: Self.month)
      _ = try await ledger.changePlan(of: account, to: .standard, by: "admin", now: Self.month)
      try await charge(7, to: account, in: database, now: Self.month)
      _ = try await ledger.changePlan(of: account, to: .unlimited, by: "admin", now: Self.month)
      try await charge(50, to: account, in: database, now: Self.month)
      let late = HoldRequest.test(account, 9, for: .seconds(1), now: Self.month)
      _ = try await ledger.hold(late)
      _ = try await ledger.changePlan(of: account, to: .free, by: "admin", now: Self.month)
      _ = try await ledger.settle(late.task, now: Self.month + .seconds(2))
      try await record(late, of: account, in: database)
      try await body(ledger, database)
    }
  }

  private func charge(
    _ amount: Credits, to account: AccountID, in database: any SQLDatabase, now: Timestamp
  ) async throws {
    let request = HoldRequest.test(account, amount, now: now)
    _ = try await LedgerStore(database: database).deduct(request)
    try await record(request, of: account, in: database)
  }

  private func record(_ request: HoldRequest, of account: AccountID, in database: any SQLDatabase) async throws {
    let user = try #require(try await LedgerStore(database: database).account(account)).user
    try await UsageStore(database: database).recordTask(
      TaskRow(
        id: request.task, user: user, feature: request.feature, provider: .openai, model: "model", payer: .platform,
        credits: request.amount, status: .ok, durationMs: 1, createdAt: request.now))
  }

  @Test func changesOfPlanLeaveACleanLedger() async throws {
    try await withChangedPlans { ledger, _ in
      let report = try await ledger.audit(now: Self.month)
      #expect(report.problems == [])
    }
  }

  static let tamperings: [(statements: String, code: String)] = [
    ("UPDATE accounts SET is_unlimited = 1", "plan_differs"),
    ("UPDATE accounts SET plan = 'unlimited', is_unlimited = 1", "plan_differs"),
    ("DELETE FROM plan_changes WHERE number = 3", "plan_differs"),
    ("DELETE FROM plan_changes WHERE number = 1", "plan_change_differs"),
    ("UPDATE plan_changes SET from_plan = 'guest' WHERE number = 1", "plan_change_differs"),
    ("UPDATE plan_changes SET granted = granted + 1 WHERE number = 1", "plan_change_differs"),
    ("UPDATE plan_changes SET granted = 0 WHERE number = 1", "plan_change_differs"),
    ("UPDATE plan_changes SET granted = 5 WHERE number = 2", "plan_change_differs"),
    (
      "UPDATE plan_changes SET to_plan = 'guest' WHERE number = 2; DELETE FROM plan_changes WHERE number = 3",
      "coverage_differs"
    ),
    ("UPDATE plan_changes SET entry_count = entry_count + 2 WHERE number = 2", "coverage_differs"),
    ("UPDATE renewals SET plan = 'standard' WHERE period > \(start.milliseconds)", "renewal_unplanned"),
    ("UPDATE renewals SET plan = 'gold' WHERE period > \(start.milliseconds)", "renewal_unplanned"),
    (
      """
      UPDATE renewals SET period = period + 1 WHERE period > \(start.milliseconds);
      UPDATE entries SET period = period + 1 WHERE period > \(start.milliseconds)
      """, "renewal_unplanned"
    ),
    (
      """
      INSERT INTO renewals (account_id, period, plan, granted, created_at)
        SELECT id, \(start.milliseconds + 77), 'free', 1000, 0 FROM accounts;
      UPDATE accounts SET available = available + 1000, entry_count = entry_count + 1;
      INSERT INTO entries (account_id, sequence, kind, amount, available_change, held_change, available_after,
        held_after, reason, made_by, period, created_at)
        SELECT id, entry_count, 'grant', 1000, 1000, 0, available, held, 'renewal', 'system',
          \(start.milliseconds + 77), 0 FROM accounts
      """, "renewal_unplanned"
    ),
    ("DELETE FROM task_records WHERE credits = 50", "task_differs"),
    ("UPDATE task_records SET credits = credits + 1 WHERE credits = 7", "task_differs"),
    ("UPDATE task_records SET credits = 0 WHERE credits = 7", "task_differs"),
    ("UPDATE task_records SET payer = 'own_key', credits = 0 WHERE credits = 9", "task_differs"),
    ("UPDATE task_records SET feature = 'code_fix' WHERE credits = 9", "task_differs"),
    ("UPDATE task_records SET id = 'other' WHERE credits = 18", "task_differs"),
  ]

  @Test(arguments: tamperings)
  func aTamperedLedgerIsFoundOut(statements: String, code: String) async throws {
    try await withChangedPlans { ledger, database in
      try await tamper(with: database, statements)
      let report = try await ledger.audit(now: Self.month)
      #expect(report.problems.map(\.code).contains(code), "found \(report.problems)")
      #expect(report.problems.allSatisfy { !$0.description.isEmpty })
    }
  }

  /// The forged period adds up in every other way: only the schedule and the plan speak against it.
  @Test func aForgedPeriodIsItsOnlyProblem() async throws {
    try await withChangedPlans { ledger, database in
      let forged = try #require(Self.tamperings.first { $0.statements.contains("1000") })
      try await tamper(with: database, forged.statements)
      let report = try await ledger.audit(now: Self.month)
      #expect(Set(report.problems.map(\.code)) == ["renewal_unplanned"])
    }
  }

  @Test func anOpeningWithoutItsRecordIsFoundOutAlsoWhenItGrantedNothing() async throws {
    try await withDatabase(.memory) { database in
      _ = try await newAccount(in: database, .unlimited)
      try await tamper(with: database, "DELETE FROM renewals")
      let report = try await LedgerStore(database: database).audit(now: .start)
      #expect(report.problems.map(\.code) == ["renewal_differs"])
    }
  }

  @Test func aTaskThatCouldNotBeCollectedIsNoProblem() async throws {
    try await withDatabase(.memory) { database in
      let ledger = LedgerStore(database: database)
      let account = try await newAccount(in: database, .guest)
      let slow = HoldRequest.test(account, 5, for: .seconds(1))
      _ = try await ledger.hold(slow)
      let later = Timestamp.start + .seconds(2)
      try await charge(5, to: account, in: database, now: later)
      let outcome = try await ledger.settle(slow.task, now: later)
      guard case .uncollected = outcome else { throw TestFailure("not uncollected") }
      let user = try #require(try await ledger.account(account)).user
      try await UsageStore(database: database).recordTask(
        TaskRow(
          id: slow.task, user: user, feature: .chat, provider: .openai, model: "model", payer: .platform, credits: 0,
          status: .ok, durationMs: 1, createdAt: later))
      let report = try await ledger.audit(now: later)
      #expect(report.problems == [])
    }
  }
}
