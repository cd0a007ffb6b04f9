import Core
import CreditLedger
import Storage
import Testing

/// What the ledger promises, on every engine: accounts, holds and their endings.
@Suite struct LedgerContractTests {
  func withLedger(
    _ engine: Engine, credits: Credits? = nil, plan: PlanID = .guest,
    _ body: (LedgerStore, AccountID) async throws -> Void
  ) async throws {
    try await withDatabase(engine) { database in
      let ledger = LedgerStore(database: database)
      try await body(ledger, try await newAccount(in: database, plan, credits: credits))
      let report = try await ledger.audit(now: .start, comparingTasks: false)
      #expect(report.problems == [])
    }
  }

  func expectBalance(
    _ ledger: LedgerStore, _ account: AccountID, available: Credits, held: Credits, now: Timestamp = .start,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let balance = try await ledger.balance(of: account, now: now)
    #expect(balance.available == available, sourceLocation: sourceLocation)
    #expect(balance.held == held, sourceLocation: sourceLocation)
  }

  @Test(arguments: Engine.allCases)
  func openingTwiceIsOneAccountWithOneGrant(engine: Engine) async throws {
    try await withDatabase(engine) { database in
      let ledger = LedgerStore(database: database)
      let user = try await newUser(in: database)
      let first = try await ledger.openAccount(for: user, plan: .free, now: .start)
      let second = try await ledger.openAccount(for: user, plan: .standard, now: .start + .seconds(9))
      #expect(first == second)
      #expect(first.available == 20 && first.held == 0 && first.plan == .free)
      let entries = try await ledger.entries(of: first.id)
      #expect(entries.map(\.reason) == ["opening"])
      let stored = try await ledger.account(of: user)
      #expect(stored == first)
    }
  }

  @Test(arguments: Engine.allCases)
  func aHoldSetsCreditsAsideAndASettlementChargesThem(engine: Engine) async throws {
    try await withLedger(engine, credits: 10) { ledger, account in
      let request = HoldRequest.test(account, 3)
      guard case .held(let hold) = try await ledger.hold(request) else { throw TestFailure("not held") }
      #expect(hold.state == .pending && hold.amount == 3 && hold.covered == 3)
      try await expectBalance(ledger, account, available: 7, held: 3)
      guard case .settled(let settled) = try await ledger.settle(request.task, now: .start) else {
        throw TestFailure("not settled")
      }
      #expect(settled.state == .settled && settled.closedAt == .start)
      try await expectBalance(ledger, account, available: 7, held: 0)
      let entries = try await ledger.entries(of: account, limit: 2)
      #expect(entries.map(\.kind) == [.settle, .hold])
      #expect(entries.map(\.availableChange) == [0, -3])
      #expect(entries.map(\.heldChange) == [-3, 3])
      #expect(entries.allSatisfy { $0.task == request.task && $0.feature == .chat && $0.model == "model" })
    }
  }

  @Test(arguments: Engine.allCases, ReleaseReason.allCases)
  func aReleaseGivesBackWhatWasHeld(engine: Engine, reason: ReleaseReason) async throws {
    try await withLedger(engine, credits: 10) { ledger, account in
      let request = HoldRequest.test(account, 4)
      _ = try await ledger.hold(request)
      guard case .released(let hold) = try await ledger.release(request.task, reason: reason, now: .start) else {
        throw TestFailure("not released")
      }
      #expect(hold.releaseReason == reason)
      try await expectBalance(ledger, account, available: 10, held: 0)
      let entries = try await ledger.entries(of: account, limit: 1)
      #expect(entries.first?.reason == reason.rawValue)
    }
  }

  @Test(arguments: Engine.allCases)
  func everyStepIsTakenOnce(engine: Engine) async throws {
    try await withLedger(engine, credits: 10) { ledger, account in
      let request = HoldRequest.test(account, 3)
      _ = try await ledger.hold(request)
      let again = try await ledger.hold(request)
      #expect(again.isExisting)
      _ = try await ledger.settle(request.task, now: .start)
      guard case .alreadySettled = try await ledger.settle(request.task, now: .start),
        case .alreadySettled = try await ledger.release(request.task, reason: .failure, now: .start),
        case .existing(let hold) = try await ledger.hold(request)
      else { throw TestFailure("a second settlement was not recognised") }
      #expect(hold.state == .settled)
      try await expectBalance(ledger, account, available: 7, held: 0)

      let other = HoldRequest.test(account, 2)
      _ = try await ledger.hold(other)
      _ = try await ledger.release(other.task, reason: .cancelled, now: .start)
      guard case .alreadyReleased = try await ledger.release(other.task, reason: .failure, now: .start),
        case .alreadyReleased = try await ledger.settle(other.task, now: .start)
      else { throw TestFailure("a second release was not recognised") }
      try await expectBalance(ledger, account, available: 7, held: 0)
    }
  }

  @Test(arguments: Engine.allCases)
  func anUnknownTaskIsUnknown(engine: Engine) async throws {
    try await withLedger(engine) { ledger, _ in
      let outcomes = (
        try await ledger.settle(TaskID(), now: .start),
        try await ledger.release(TaskID(), reason: .failure, now: .start),
        try await ledger.extend(TaskID(), until: .start + .seconds(5), now: .start)
      )
      #expect(outcomes.0 == .unknown && outcomes.1 == .unknown && !outcomes.2)
    }
  }

  @Test(arguments: Engine.allCases)
  func tooFewCreditsKeepNothingSoThatTheTaskMayBeTriedAgain(engine: Engine) async throws {
    try await withLedger(engine, credits: 2) { ledger, account in
      let request = HoldRequest.test(account, 3)
      let short = try await ledger.hold(request)
      #expect(short == .insufficient(required: 3, available: 2))
      let unknown = try await ledger.settle(request.task, now: .start)
      #expect(unknown == .unknown)
      _ = try await ledger.grant(to: account, amount: 1, by: "test", reason: "one more", now: .start)
      let second = try await ledger.hold(request)
      #expect(second.isHeld)
      try await expectBalance(ledger, account, available: 0, held: 3)
    }
  }

  @Test(arguments: Engine.allCases)
  func anotherWishWithTheSameTaskOrKeyIsAConflict(engine: Engine) async throws {
    try await withDatabase(engine) { database in
      let ledger = LedgerStore(database: database)
      let account = try await newAccount(in: database)
      let other = try await newAccount(in: database)
      let task = TaskID()
      _ = try await ledger.hold(.test(account, 1, task: task, key: "k"))
      let conflicts = [
        HoldRequest.test(other, 1, task: task, key: "k"), .test(account, 2, task: task, key: "k"),
        .test(account, 1, task: task, feature: .codeFix, key: "k"), .test(account, 1, task: task, model: "x", key: "k"),
        .test(account, 1, task: task, key: "other"), .test(account, 1, task: task), .test(account, 2, key: "k"),
      ]
      for request in conflicts {
        let outcome = try await ledger.hold(request)
        #expect(outcome == .conflict)
      }
      let sameKey = try await ledger.hold(.test(account, 1, key: "k"))
      #expect(sameKey.isExisting)
      let sameKeyElsewhere = try await ledger.hold(.test(other, 1, key: "k"))
      #expect(sameKeyElsewhere.isHeld)
    }
  }

  @Test(arguments: Engine.allCases)
  func impossibleWishesAreRefused(engine: Engine) async throws {
    try await withLedger(engine) { ledger, account in
      await #expect(throws: CreditError.unknownAccount) { try await ledger.hold(.test(AccountID(), 1)) }
      await #expect(throws: CreditError.unknownAccount) { try await ledger.balance(of: AccountID(), now: .start) }
      await #expect(throws: CreditError.invalidAmount) { try await ledger.hold(.test(account, 0)) }
      await #expect(throws: CreditError.invalidAmount) { try await ledger.deduct(.test(account, -1)) }
      await #expect(throws: CreditError.invalidExpiry) { try await ledger.hold(.test(account, 1, for: .zero)) }
    }
  }

  @Test(arguments: Engine.allCases)
  func aDeductionHoldsAndChargesOnce(engine: Engine) async throws {
    try await withLedger(engine, credits: 10) { ledger, account in
      guard case .held(let hold) = try await ledger.deduct(.test(account, 3, key: "click")) else {
        throw TestFailure("not deducted")
      }
      #expect(hold.state == .settled)
      guard case .existing(let again) = try await ledger.deduct(.test(account, 3, key: "click")) else {
        throw TestFailure("deducted twice")
      }
      #expect(again == hold)
      let short = try await ledger.deduct(.test(account, 8))
      #expect(short == .insufficient(required: 8, available: 7))
      try await expectBalance(ledger, account, available: 7, held: 0)
    }
  }

  @Test(arguments: Engine.allCases)
  func entriesComeInPagesTheNewestFirst(engine: Engine) async throws {
    try await withLedger(engine, credits: 100) { ledger, account in
      for _ in 0..<5 { _ = try await ledger.hold(.test(account, 1)) }
      let newest = try await ledger.entries(of: account, limit: 3)
      #expect(newest.map(\.sequence) == [7, 6, 5])
      let older = try await ledger.entries(of: account, before: newest.last?.sequence, limit: 10)
      #expect(older.map(\.sequence) == [4, 3, 2, 1])
      #expect(Set((newest + older).map(\.id)).count == 7)
    }
  }
}

struct TestFailure: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
