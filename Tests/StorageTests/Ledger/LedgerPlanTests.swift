import Core
import CreditLedger
import Storage
import Testing

/// Grants, corrections, periods and plans.
@Suite struct LedgerPlanTests {
  func withAccount(
    _ engine: Engine, _ plan: PlanID, _ body: (LedgerStore, AccountID) async throws -> Void
  ) async throws {
    try await withDatabase(engine) { database in
      let ledger = LedgerStore(database: database)
      try await body(ledger, try await newAccount(in: database, plan))
      let report = try await ledger.audit(now: .start, comparingTasks: false)
      #expect(report.problems == [])
    }
  }

  func month(_ index: Int64) -> Timestamp { RenewalSchedule(openedAt: .start).start(ofPeriod: index) }

  @Test(arguments: Engine.allCases)
  func aPeriodTopsUpOnceHoweverOftenSomebodyLooks(engine: Engine) async throws {
    try await withAccount(engine, .free) { ledger, account in
      _ = try await ledger.deduct(.test(account, 15))
      let before = try await ledger.balance(of: account, now: month(1) - .milliseconds(1))
      #expect(before.available == 5 && before.renewsAt == month(1))
      for _ in 0..<3 {
        let balance = try await ledger.balance(of: account, now: month(1))
        #expect(balance.available == 20 && balance.renewsAt == month(2))
      }
      let renewals = try await ledger.entries(of: account).filter { $0.reason == "renewal" }
      #expect(renewals.map(\.amount) == [15] && renewals.first?.period == month(1))
    }
  }

  @Test(arguments: Engine.allCases)
  func manyMissedMonthsAreOneTopUp(engine: Engine) async throws {
    try await withAccount(engine, .free) { ledger, account in
      _ = try await ledger.deduct(.test(account, 20))
      let balance = try await ledger.balance(of: account, now: month(7) + .seconds(1))
      #expect(balance.available == 20 && balance.renewsAt == month(8))
    }
  }

  @Test(arguments: Engine.allCases)
  func aPeriodInWhichNothingWasMissingCountsAsRenewedAndLowersNothing(engine: Engine) async throws {
    try await withAccount(engine, .free) { ledger, account in
      _ = try await ledger.grant(to: account, amount: 5, by: "admin", reason: "thanks", now: .start)
      let balance = try await ledger.balance(of: account, now: month(1))
      #expect(balance.available == 25)
      _ = try await ledger.deduct(.test(account, 25, now: month(1)))
      let later = try await ledger.balance(of: account, now: month(2) - .milliseconds(1))
      #expect(later.available == 0)
    }
  }

  @Test(arguments: Engine.allCases)
  func aHoldOpensThePeriodThatIsDue(engine: Engine) async throws {
    try await withAccount(engine, .free) { ledger, account in
      _ = try await ledger.deduct(.test(account, 20))
      let held = try await ledger.hold(.test(account, 20, now: month(1)))
      #expect(held.isHeld)
      let short = try await ledger.hold(.test(account, 1, now: month(1)))
      #expect(short == .insufficient(required: 1, available: 0))
    }
  }

  /// A server's clock ran two months ahead and renewed; then a change of plan noted the next renewal from the right time.
  @Test(arguments: Engine.allCases)
  func aPeriodThatIsRecordedAlreadyGrantsNothingAndLocksNobodyOut(engine: Engine) async throws {
    try await withAccount(engine, .free) { ledger, account in
      _ = try await ledger.deduct(.test(account, 20))
      let ahead = try await ledger.balance(of: account, now: month(2))
      #expect(ahead.available == 20 && ahead.renewsAt == month(3))
      let changed = try await ledger.changePlan(of: account, to: .standard, by: "admin", now: .start + .seconds(60))
      #expect(changed.renewsAt == month(1) && changed.available == 500)
      _ = try await ledger.deduct(.test(account, 500))
      let first = try await ledger.balance(of: account, now: month(1))
      #expect(first.available == 500 && first.renewsAt == month(2))
      _ = try await ledger.deduct(.test(account, 500, now: month(1)))
      let second = try await ledger.balance(of: account, now: month(2))
      #expect(second.available == 0 && second.renewsAt == month(3))
      let short = try await ledger.hold(.test(account, 1, now: month(2)))
      #expect(short == .insufficient(required: 1, available: 0))
      let third = try await ledger.balance(of: account, now: month(3))
      #expect(third.available == 500)
    }
  }

  @Test(arguments: Engine.allCases)
  func thePlanThatAnAccountHasAlreadyGrantsNothingAgain(engine: Engine) async throws {
    try await withAccount(engine, .guest) { ledger, account in
      _ = try await ledger.changePlan(of: account, to: .standard, by: "admin", now: .start)
      _ = try await ledger.deduct(.test(account, 300))
      let entries = try await ledger.entries(of: account)
      let again = try await ledger.changePlan(of: account, to: .standard, by: "admin", now: .start)
      #expect(again.available == 200)
      let after = try await ledger.entries(of: account)
      #expect(after == entries)
    }
  }

  @Test(arguments: Engine.allCases)
  func aGuestIsNeverToppedUp(engine: Engine) async throws {
    try await withAccount(engine, .guest) { ledger, account in
      _ = try await ledger.deduct(.test(account, 5))
      let balance = try await ledger.balance(of: account, now: month(24))
      #expect(balance.available == 0 && balance.renewsAt == nil)
    }
  }

  @Test(arguments: Engine.allCases)
  func anUnlimitedAccountIsNeverRefusedAndEverythingIsRecorded(engine: Engine) async throws {
    try await withAccount(engine, .unlimited) { ledger, account in
      let request = HoldRequest.test(account, 50)
      let outcome = try await ledger.hold(request)
      #expect(outcome.isHeld)
      let during = try await ledger.balance(of: account, now: .start)
      #expect(during.available == 0 && during.held == 50 && during.isUnlimited)
      _ = try await ledger.settle(request.task, now: .start)
      let deducted = try await ledger.deduct(.test(account, 3))
      #expect(deducted.isHeld)
      let entries = try await ledger.entries(of: account)
      #expect(entries.map(\.amount) == [3, 3, 50, 50])
      #expect(entries.allSatisfy { $0.availableChange == 0 })
    }
  }

  @Test(arguments: Engine.allCases)
  func aNewPlanTopsUpAtOnceAndKeepsTheDayOfRenewal(engine: Engine) async throws {
    try await withAccount(engine, .free) { ledger, account in
      _ = try await ledger.deduct(.test(account, 20))
      let standard = try await ledger.changePlan(of: account, to: .standard, by: "admin", now: .start + .seconds(9))
      #expect(standard.available == 500 && standard.plan == .standard && standard.renewsAt == month(1))
      let free = try await ledger.changePlan(of: account, to: .free, by: "admin", now: .start + .seconds(9))
      #expect(free.available == 500)
      let newest = try await ledger.entries(of: account, limit: 1)
      #expect(newest.first?.reason == "plan standard" && newest.first?.by == "admin")
    }
  }

  @Test(arguments: Engine.allCases, [true, false])
  func aHoldKeepsWhatItTookWhenThePlanChangesUnderIt(engine: Engine, startsUnlimited: Bool) async throws {
    try await withAccount(engine, startsUnlimited ? .unlimited : .free) { ledger, account in
      let requests = (0..<3).map { _ in HoldRequest.test(account, 4) }
      for request in requests { _ = try await ledger.hold(request) }
      let before = try await ledger.changePlan(
        of: account, to: startsUnlimited ? .free : .unlimited, by: "admin", now: .start)
      _ = try await ledger.settle(requests[0].task, now: .start)
      _ = try await ledger.release(requests[1].task, reason: .failure, now: .start)
      let late = try await ledger.settle(requests[2].task, now: .start + .seconds(60))
      guard case .late(let hold) = late else { throw TestFailure("not late") }
      #expect(hold.covered == 0)
      let after = try await ledger.balance(of: account, now: .start)
      #expect(after.held == 0)
      #expect(after.available == before.available + (startsUnlimited ? 0 : 8))
    }
  }

  @Test(arguments: Engine.allCases)
  func aGrantWithAKeyIsGivenOnce(engine: Engine) async throws {
    try await withAccount(engine, .guest) { ledger, account in
      func grant(_ amount: Credits) async throws -> Entry {
        try await ledger.grant(
          to: account, amount: amount, by: "admin", reason: "order 7", idempotencyKey: "order-7", now: .start)
      }
      let first = try await grant(10)
      let second = try await grant(10)
      #expect(first == second && first.by == "admin" && first.reason == "order 7" && first.availableAfter == 15)
      await #expect(throws: CreditError.conflict) { try await grant(11) }
      for amount in [0, -1, Credits.largest + 1] {
        await #expect(throws: CreditError.invalidAmount) { try await grant(amount) }
      }
      await #expect(throws: CreditError.unknownAccount) {
        try await ledger.grant(to: AccountID(), amount: 1, by: "", reason: "", now: .start)
      }
    }
  }

  @Test(arguments: Engine.allCases)
  func aCorrectionNeverGoesBelowZeroNorTakesWhatIsHeld(engine: Engine) async throws {
    try await withAccount(engine, .guest) { ledger, account in
      _ = try await ledger.hold(.test(account, 2))
      await #expect(throws: CreditError.insufficient(required: 4, remaining: 3)) {
        try await ledger.adjust(account, by: -4, madeBy: "admin", reason: "mistake", now: .start)
      }
      let entry = try await ledger.adjust(account, by: -3, madeBy: "admin", reason: "mistake", now: .start)
      #expect(entry.amount == 3 && entry.availableChange == -3 && entry.availableAfter == 0 && entry.heldAfter == 2)
      await #expect(throws: CreditError.invalidAmount) {
        try await ledger.adjust(account, by: 0, madeBy: "admin", reason: "nothing", now: .start)
      }
    }
  }
}
