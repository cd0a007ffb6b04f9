package import Core
package import CreditLedger

/// The ledger: accounts, holds and entries, safe for any number of servers on one database.
///
/// Every change is decided by one conditional statement and written together with its entry, so that a balance is
/// always the sum of
/// its entries. Holds whose time is over are freed, and periods that are due are opened, by whoever touches the account
/// next,
/// exactly once; no clean-up job is needed. Rows are locked in one order, so that servers never wait for each other in a
/// circle: the holds whose time is over by their task ids, then the hold of the task, then the account.
package struct LedgerStore: Sendable {
  let database: any SQLDatabase

  package init(database: any SQLDatabase) { self.database = database }

  /// Opens the account of a person with the first period's grant; one that exists already is returned as it is.
  ///
  /// - Throws: `StorageError.constraint(.foreignKey)` when there is no such person.
  package func openAccount(for user: UserID, plan: PlanID, now: Timestamp) async throws -> Account {
    try await database.write { db in
      try LedgerTransaction(db: db, now: now).openAccount(for: user, plan: plan)
    }
  }

  /// The account as it is stored; `balance(of:now:)` also frees and renews what is due.
  package func account(of user: UserID) async throws -> Account? {
    try await database.read { db in
      try db.row("SELECT \(Account.columns) FROM accounts WHERE user_id = $1", [.id(user)]).map(Account.init(row:))
    }
  }

  /// The account of a person, opened when it is missing, as of the time at which the person came: the guest plan for
  /// guests, the free one for everybody else.
  ///
  /// - Throws: `CreditError.unknownAccount` when there is no such person.
  package func openedAccount(of user: UserID) async throws -> Account {
    if let account = try await account(of: user) { return account }
    return try await database.write { db in
      guard let person = try db.row("SELECT is_guest, created_at FROM users WHERE id = $1", [.id(user)]) else {
        throw CreditError.unknownAccount
      }
      return try LedgerTransaction(db: db, now: person.time("created_at"))
        .openAccount(for: user, plan: person.flag("is_guest") ? .guest : .free)
    }
  }

  /// The account as it is stored, by its id.
  package func account(_ id: AccountID) async throws -> Account? {
    try await database.read { db in
      try db.row("SELECT \(Account.columns) FROM accounts WHERE id = $1", [.id(id)]).map(Account.init(row:))
    }
  }

  /// What the person can spend now, after freeing expired holds and opening the period that is due.
  ///
  /// - Throws: `CreditError.unknownAccount`.
  package func balance(of id: AccountID, now: Timestamp) async throws -> Balance {
    let current = try await database.read { db in
      try LedgerTransaction(db: db, now: now).accountWithNothingDue(id)
    }
    if let current { return current.balance }
    return try await database.write { db in
      try LedgerTransaction(db: db, now: now).touch(id).balance
    }
  }

  /// The newest entries first, at most `limit` of them (1 to 500), older than the sequence `before`.
  package func entries(of account: AccountID, before: Int64? = nil, limit: Int = 100) async throws -> [Entry] {
    try await database.read { db in
      try db.rows(
        """
        SELECT \(Entry.columns) FROM entries WHERE account_id = $1 AND sequence < $2
        ORDER BY sequence DESC LIMIT $3
        """,
        [.id(account), .integer(before ?? .max), .integer(min(max(limit, 1), 500))]
      ).map(Entry.init(row:))
    }
  }

  /// The hold of a task as it is stored, in whatever state.
  package func hold(of task: TaskID) async throws -> Hold? {
    try await database.read { db in
      try LedgerTransaction(db: db, now: Timestamp(milliseconds: 0)).hold(of: task)
    }
  }
}
