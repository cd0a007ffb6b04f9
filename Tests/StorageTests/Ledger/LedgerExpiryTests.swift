import Core
import CreditLedger
import Storage
import Testing

/// Holds that nobody closes, and those who come too late for them.
@Suite struct LedgerExpiryTests {
  let afterwards = Timestamp.start + .seconds(60)

  func withHold(
    _ engine: Engine, credits: Credits = 10, amount: Credits = 4,
    _ body: (LedgerStore, AccountID, TaskID) async throws -> Void
  ) async throws {
    try await withDatabase(engine) { database in
      let ledger = LedgerStore(database: database)
      let account = try await newAccount(in: database, credits: credits)
      let request = HoldRequest.test(account, amount, for: .seconds(60))
      _ = try await ledger.hold(request)
      try await body(ledger, account, request.task)
      let report = try await ledger.audit(now: afterwards, comparingTasks: false)
      #expect(report.problems == [])
    }
  }

  @Test(arguments: Engine.allCases)
  func anExpiredHoldIsFreedByWhoeverLooksNextExactlyOnce(engine: Engine) async throws {
    try await withHold(engine) { ledger, account, task in
      let before = try await ledger.balance(of: account, now: afterwards - .milliseconds(1))
      #expect(before.available == 6 && before.held == 4)
      for _ in 0..<3 {
        let balance = try await ledger.balance(of: account, now: afterwards)
        #expect(balance.available == 10 && balance.held == 0)
      }
      let entries = try await ledger.entries(of: account).filter { $0.task == task }
      #expect(entries.map(\.kind) == [.release, .hold])
      #expect(entries.first?.reason == "expired")
      let hold = try await ledger.hold(of: task)
      #expect(hold?.state == .expired && hold?.releaseReason == .expired)
    }
  }

  @Test(arguments: Engine.allCases)
  func aNewHoldMaySpendWhatAnExpiredOneKept(engine: Engine) async throws {
    try await withHold(engine, credits: 4) { ledger, account, _ in
      let short = try await ledger.hold(.test(account, 4, now: afterwards - .milliseconds(1)))
      #expect(short == .insufficient(required: 4, available: 0))
      let held = try await ledger.hold(.test(account, 4, now: afterwards))
      #expect(held.isHeld)
    }
  }

  @Test(arguments: Engine.allCases)
  func aLateSettlementChargesWhenTheCreditsAreStillThere(engine: Engine) async throws {
    try await withHold(engine) { ledger, account, task in
      guard case .late(let hold) = try await ledger.settle(task, now: afterwards) else { throw TestFailure("not late") }
      #expect(hold.state == .settled)
      let again = try await ledger.settle(task, now: afterwards)
      #expect(again == .alreadySettled(hold))
      let balance = try await ledger.balance(of: account, now: afterwards)
      #expect(balance.available == 6 && balance.held == 0)
    }
  }

  @Test(arguments: Engine.allCases)
  func aLateSettlementWithoutCreditsChargesNothingAndMayBeTriedAgain(engine: Engine) async throws {
    try await withHold(engine, credits: 4) { ledger, account, task in
      _ = try await ledger.deduct(.test(account, 1, now: afterwards))
      guard case .uncollected(let hold) = try await ledger.settle(task, now: afterwards) else {
        throw TestFailure("collected")
      }
      #expect(hold.state == .expired)
      let balance = try await ledger.balance(of: account, now: afterwards)
      #expect(balance.available == 3 && balance.held == 0)
      let stored = try await ledger.hold(of: task)
      #expect(stored == hold)
      _ = try await ledger.grant(to: account, amount: 1, by: "test", reason: "test", now: afterwards)
      guard case .late = try await ledger.settle(task, now: afterwards) else { throw TestFailure("not late") }
    }
  }

  @Test(arguments: Engine.allCases)
  func aReleaseThatComesTooLateFindsTheCreditsBack(engine: Engine) async throws {
    try await withHold(engine) { ledger, account, task in
      guard case .alreadyExpired = try await ledger.release(task, reason: .failure, now: afterwards) else {
        throw TestFailure("not expired")
      }
      let balance = try await ledger.balance(of: account, now: afterwards)
      #expect(balance.available == 10 && balance.held == 0)
    }
  }

  @Test(arguments: Engine.allCases)
  func anExtendedHoldLivesLongerButNoneIsShortenedOrRevived(engine: Engine) async throws {
    try await withHold(engine) { ledger, account, task in
      let isExtended = try await ledger.extend(task, until: afterwards + .seconds(60), now: .start)
      let isShortened = try await ledger.extend(task, until: .start + .seconds(1), now: .start)
      #expect(isExtended && isShortened)
      let balance = try await ledger.balance(of: account, now: afterwards)
      #expect(balance.held == 4)
      let end = afterwards + .seconds(60)
      let isRevived = try await ledger.extend(task, until: end + .seconds(60), now: end)
      #expect(!isRevived)
      let freed = try await ledger.balance(of: account, now: end)
      #expect(freed.available == 10 && freed.held == 0)
    }
  }
}
