package import Core
package import CreditLedger

extension LedgerStore {
  /// Gives credits: 1 to `Credits.largest`. With an idempotency key, asking again returns the first entry.
  ///
  /// - Parameters:
  ///   - by: who grants, such as a user id or `command line`.
  ///   - reason: why, in the operator's words.
  /// - Throws: `CreditError.invalidAmount`, `.unknownAccount`, or `.conflict` when the key granted another amount
  /// before.
  package func grant(
    to account: AccountID, amount: Credits, by: String, reason: String, idempotencyKey: String? = nil, now: Timestamp
  ) async throws -> Entry {
    guard amount > .zero, amount <= .largest else { throw CreditError.invalidAmount }
    return try await database.write { db in
      try LedgerTransaction(db: db, now: now)
        .grant(to: account, amount: amount, by: by, reason: reason, idempotencyKey: idempotencyKey)
    }
  }

  /// Corrects a balance up or down, never below zero and never what is held.
  ///
  /// - Throws: `CreditError.invalidAmount` for 0 or too much, `.insufficient`, `.unknownAccount`.
  package func adjust(
    _ account: AccountID, by amount: Credits, madeBy: String, reason: String, now: Timestamp
  ) async throws -> Entry {
    guard amount != .zero, amount <= .largest, amount >= -Credits.largest else { throw CreditError.invalidAmount }
    return try await database.write { db in
      try LedgerTransaction(db: db, now: now).adjust(account, by: amount, madeBy: madeBy, reason: reason)
    }
  }

  /// Puts the account on another plan and tops it up to that plan's credits at once, never lower; the account's own day
  /// of renewal stays.
  ///
  /// - Throws: `CreditError.unknownAccount`.
  package func changePlan(of account: AccountID, to plan: PlanID, by: String, now: Timestamp) async throws -> Account {
    try await database.write { db in
      try LedgerTransaction(db: db, now: now).changePlan(of: account, to: Plan.of(plan), by: by)
    }
  }
}
