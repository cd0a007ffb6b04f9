package import Core
package import CreditLedger

/// The ledger's statements inside one transaction. Each is right under READ COMMITTED too: a balance and a state change
/// only by a
/// conditional `UPDATE` that tells the row afterwards, never by what was read before.
///
/// `hold`, `settle` and `release` are open to a caller's own transaction, so that an answer and its charge are written
/// together.
package struct LedgerTransaction {
  let db: any SQLConnection
  let now: Timestamp

  package init(db: any SQLConnection, now: Timestamp) {
    self.db = db
    self.now = now
  }

  /// How often a decision is tried again when another server changed the account in between.
  static let mostAttempts = 16

  static let system = "system"

  func account(_ id: AccountID) throws -> Account {
    let row = try db.row("SELECT \(Account.columns) FROM accounts WHERE id = $1", [.id(id)])
    guard let row else { throw CreditError.unknownAccount }
    return try Account(row: row)
  }

  /// The hold of a task as it is stored, in whatever state.
  package func hold(of task: TaskID) throws -> Hold? {
    try db.row("SELECT \(Hold.columns) FROM holds WHERE task_id = $1", [.id(task)]).map(Hold.init(row:))
  }

  /// Adds to what is available and held, unless either would fall below zero: then nil.
  func move(_ account: AccountID, available: Credits, held: Credits) throws -> AccountChange? {
    try Self.moving.run(on: db, [.id(account), .credits(available), .credits(held)]).map(AccountChange.init(row:))
  }

  private static let moving = ConditionalUpdate(
    "accounts", key: "id",
    set: "available = available + $2, held = held + $3, entry_count = entry_count + 1",
    if: "available + $2 >= 0 AND held + $3 >= 0", columns: AccountChange.columns)

  /// Takes `amount` out of what is available and adds `held` to what is held, if there is enough and no period is due:
  /// else nil.
  ///
  /// An unlimited account is never short and its available credits stay.
  func charge(_ account: AccountID, _ amount: Credits, held: Credits) throws -> AccountChange? {
    try Self.charging.run(on: db, [.id(account), .credits(amount), .credits(held), .time(now)])
      .map(AccountChange.init(row:))
  }

  private static let charging = ConditionalUpdate(
    "accounts", key: "id",
    set: "available = available - $2 * (1 - is_unlimited), held = held + $3, entry_count = entry_count + 1",
    if: "(is_unlimited = 1 OR available >= $2) AND (renews_at IS NULL OR renews_at > $4)",
    columns: AccountChange.columns)

  enum Charge {
    case charged(AccountChange)
    case short(available: Credits)
  }

  /// Charges, after opening the period that is due; tells what is available when that is too little.
  func chargeOrRenew(_ account: AccountID, _ amount: Credits, held: Credits) throws -> Charge {
    for _ in 0..<Self.mostAttempts {
      if let change = try charge(account, amount, held: held) { return .charged(change) }
      let current = try self.account(account)
      if let renewal = current.dueRenewal(at: now) {
        try open(renewal, of: current)
      } else if !current.balance.covers(amount) {
        return .short(available: current.available)
      }
    }
    throw StorageError.unavailable(reason: "too much contention on one account")
  }

  func append(_ entry: Entry) throws {
    try db.execute(
      Self.appending, entry.values)
  }

  private static let appending = """
    INSERT INTO entries (\(Entry.columns))
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
    """

  /// Writes the entry of something that happened to a hold.
  func append(
    _ kind: Entry.Kind, of hold: Hold, _ change: AccountChange, available: Credits, held: Credits, reason: String
  ) throws {
    try append(
      Entry(
        account: hold.account, sequence: change.sequence, kind: kind, amount: hold.amount, availableChange: available,
        heldChange: held, availableAfter: change.available, heldAfter: change.held, task: hold.task,
        feature: hold.feature, model: hold.model, reason: reason, by: Self.system, at: now))
  }
}
