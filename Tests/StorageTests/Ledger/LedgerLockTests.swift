import Core
import CreditLedger
import Storage
import Testing

/// Rows are locked in one order (holds that are over by their ids, the task's hold, the account), so that servers on one
/// PostgreSQL database never wait for each other in a circle.
@Suite struct LedgerLockTests {
  /// Five holds whose time is over, made in an order that is not the one of their ids.
  private func withExpiredHolds(
    _ body: (RecordingDatabase, LedgerStore, AccountID, Timestamp) async throws -> Void
  ) async throws {
    try await withDatabase(.memory) { base in
      let database = RecordingDatabase(base)
      let ledger = LedgerStore(database: database)
      let account = try await newAccount(in: database, .standard)
      for (index, name) in ["c", "a", "e", "b", "d"].enumerated() {
        _ = try await ledger.hold(
          .test(account, 1, task: TaskID(trusted: name), for: .seconds(9 - Int64(index))))
      }
      database.forgetUpdates()
      try await body(database, ledger, account, .start + .seconds(20))
    }
  }

  @Test func holdsThatAreOverAreClosedInTheOrderOfTheirTasksBeforeTheAccountIsTouched() async throws {
    try await withExpiredHolds { database, ledger, account, later in
      _ = try await ledger.balance(of: account, now: later)
      #expect(
        database.updates
          == ["a", "b", "c", "d", "e"].map { "holds \($0)" } + Array(repeating: "accounts \(account)", count: 5))
    }
  }

  @Test(arguments: ["a", "c", "e"])
  func aLateSettlementLocksEveryHoldBeforeTheAccount(task: String) async throws {
    try await withExpiredHolds { database, ledger, account, later in
      let outcome = try await ledger.settle(TaskID(trusted: task), now: later)
      guard case .late = outcome else { throw TestFailure("not late") }
      let holds = ["a", "b", "c", "d", "e", task].map { "holds \($0)" }
      #expect(database.updates == holds + Array(repeating: "accounts \(account)", count: 6))
    }
  }

  @Test func aReleaseThatComesTooLateLocksEveryHoldBeforeTheAccount() async throws {
    try await withExpiredHolds { database, ledger, account, later in
      let outcome = try await ledger.release(TaskID(trusted: "d"), reason: .failure, now: later)
      guard case .alreadyExpired = outcome else { throw TestFailure("not expired") }
      #expect(Array(database.updates.prefix(5)) == ["a", "b", "c", "d", "e"].map { "holds \($0)" })
      #expect(database.updates.dropFirst(5).allSatisfy { $0 == "accounts \(account)" })
    }
  }
}
