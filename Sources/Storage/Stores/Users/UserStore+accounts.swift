package import Core
package import CreditLedger

extension UserStore {
  /// Adds a person and opens the credit account, both or neither: a crash leaves nobody without credits.
  ///
  /// - Throws: `UserError.emailTaken`.
  package func create(_ user: User, plan: PlanID, now: Timestamp) async throws {
    try await database.write { db in
      try Self.insert(user, on: db)
      _ = try LedgerTransaction(db: db, now: now).openAccount(for: user.id, plan: plan)
    }
  }

  /// Turns a guest into a person, under the same id, so that chats, data sets and what is left of the credits stay, and
  /// puts an account of the guest plan on `plan`; all of it or nothing.
  ///
  /// Returns whether there was such a guest. Throws `UserError.emailTaken`.
  @discardableResult
  package func upgradeGuest(to user: User, plan: PlanID, by: String, now: Timestamp) async throws -> Bool {
    do {
      return try await database.write { db in
        guard try Self.upgrade(to: user, on: db) else { return false }
        let ledger = LedgerTransaction(db: db, now: now)
        let account = try ledger.openAccount(for: user.id, plan: plan)
        if account.plan == .guest { _ = try ledger.changePlan(of: account.id, to: Plan.of(plan), by: by) }
        return true
      }
    } catch StorageError.constraint(.unique) {
      throw UserError.emailTaken
    }
  }
}
