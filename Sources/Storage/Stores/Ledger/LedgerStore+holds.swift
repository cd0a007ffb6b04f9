package import Core
package import CreditLedger

extension LedgerStore {
  /// Sets credits aside for a task; see `HoldOutcome` for what comes first when several answers apply.
  ///
  /// - Throws: `CreditError.invalidAmount`, `.invalidExpiry` or `.unknownAccount`.
  package func hold(_ request: HoldRequest) async throws -> HoldOutcome {
    try request.validate()
    return try await knowingTheAccount {
      try await database.write(about: request.account.rawValue) { db in
        try LedgerTransaction(db: db, now: request.now).hold(request)
      }
    }
  }

  /// Moves the end of a pending hold to `until`, never earlier; false when the hold is no longer pending or its time is
  /// over.
  package func extend(_ task: TaskID, until: Timestamp, now: Timestamp) async throws -> Bool {
    try await database.write { db in
      try db.execute(
        """
        UPDATE holds SET expires_at = CASE WHEN expires_at < $2 THEN $2 ELSE expires_at END
        WHERE task_id = $1 AND state = 'pending' AND expires_at > $3
        """,
        [.id(task), .time(until), .time(now)]) == 1
    }
  }

  /// Turns a hold into a charge, once; see `SettleOutcome` for what comes first when several answers apply.
  ///
  /// - Parameter account: whose hold it is, if the caller knows: then the commit may be shared.
  package func settle(_ task: TaskID, of account: AccountID? = nil, now: Timestamp) async throws -> SettleOutcome {
    try await write(about: account) { db in
      try LedgerTransaction(db: db, now: now).settle(task)
    }
  }

  /// Gives a hold back, once; see `ReleaseOutcome` for what comes first when several answers apply.
  ///
  /// - Parameter account: whose hold it is, if the caller knows: then the commit may be shared.
  package func release(
    _ task: TaskID, of account: AccountID? = nil, reason: ReleaseReason, now: Timestamp
  ) async throws -> ReleaseOutcome {
    try await write(about: account) { db in
      try LedgerTransaction(db: db, now: now).release(task, reason: reason)
    }
  }

  private func write<Value: Sendable>(
    about account: AccountID?, _ body: @escaping @Sendable (any SQLConnection) throws -> Value
  ) async throws -> Value {
    guard let account else { return try await database.write(body) }
    return try await database.write(about: account.rawValue, body)
  }

  /// A hold that names no account breaks a foreign key: told in the ledger's own words.
  private func knowingTheAccount<Value>(_ body: () async throws -> Value) async throws -> Value {
    do {
      return try await body()
    } catch StorageError.constraint(.foreignKey) {
      throw CreditError.unknownAccount
    }
  }
}
