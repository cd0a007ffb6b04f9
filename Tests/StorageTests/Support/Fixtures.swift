import Core
import CreditLedger

@testable import Storage

extension Timestamp {
  /// 2026-01-31T12:00:00Z: a day that most months don't have.
  static let start = Timestamp(milliseconds: 1_769_860_800_000)
}

/// A new person.
func newUser(in database: any SQLDatabase, now: Timestamp = .start) async throws -> UserID {
  let user = User(isGuest: true, createdAt: now)
  try await UserStore(database: database).create(user)
  return user.id
}

/// A new person's account of this plan, corrected up or down to exactly `credits`.
func newAccount(
  in database: any SQLDatabase, _ plan: PlanID = .guest, credits: Credits? = nil, now: Timestamp = .start
) async throws -> AccountID {
  let ledger = LedgerStore(database: database)
  let account = try await ledger.openAccount(for: newUser(in: database, now: now), plan: plan, now: now)
  if let credits, credits != account.available {
    _ = try await ledger.adjust(
      account.id, by: credits - account.available, madeBy: "test", reason: "test", now: now)
  }
  return account.id
}

extension LedgerStore {
  /// What a front end's deduction does, in a transaction of its own.
  func deduct(_ request: HoldRequest) async throws -> HoldOutcome {
    try request.validate()
    return try await database.write { try LedgerTransaction(db: $0, now: request.now).deduct(request) }
  }
}

extension HoldRequest {
  static func test(
    _ account: AccountID, _ amount: Credits = 1, task: TaskID = TaskID(), feature: Feature = .chat,
    model: String? = "model", key: String? = nil, for duration: Duration = .seconds(60), now: Timestamp = .start
  ) -> HoldRequest {
    HoldRequest(
      task: task, account: account, amount: amount, feature: feature, model: model, idempotencyKey: key,
      expiresAt: now + duration, now: now)
  }
}

extension HoldOutcome {
  var isHeld: Bool {
    if case .held = self { true } else { false }
  }

  var isExisting: Bool {
    if case .existing = self { true } else { false }
  }
}

extension SettleOutcome {
  var isSettled: Bool {
    if case .settled = self { true } else { false }
  }
}

extension ReleaseOutcome {
  var isReleased: Bool {
    if case .released = self { true } else { false }
  }
}
