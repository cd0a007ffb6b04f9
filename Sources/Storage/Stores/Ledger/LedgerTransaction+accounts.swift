import Core
import CreditLedger

extension LedgerTransaction {
  /// Opens the account of a person; one that exists already is returned as it is.
  func openAccount(for user: UserID, plan: PlanID) throws -> Account {
    try open(Account.opening(for: user, plan: Plan.of(plan), now: now))
  }

  private func open(_ account: Account) throws -> Account {
    let opened = try db.execute(
      """
      INSERT INTO accounts
        (id, user_id, plan, is_unlimited, opened_at, renews_at, available, held, entry_count, last_granted)
      VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8, $7) ON CONFLICT (user_id) DO NOTHING
      """,
      [
        .id(account.id), .id(account.user), .name(account.plan), .flag(account.isUnlimited), .time(account.openedAt),
        .time(account.renewsAt), .credits(account.available), .integer(account.entryCount),
      ])
    guard opened == 1 else { return try existingAccount(of: account.user) }
    try record(period: account.openedAt, of: account.id, plan: account.plan, granted: account.available)
    guard account.available > .zero else { return account }
    try append(
      Entry(
        account: account.id, sequence: 1, kind: .grant, amount: account.available, availableChange: account.available,
        heldChange: .zero, availableAfter: account.available, heldAfter: .zero, reason: "opening", by: Self.system,
        period: account.openedAt, at: now))
    return account
  }

  /// The account, or nil when something is due that has to be written first.
  func accountWithNothingDue(_ id: AccountID) throws -> Account? {
    let row = try db.row(
      """
      SELECT \(Account.columns) FROM accounts WHERE id = $1 AND (renews_at IS NULL OR renews_at > $2)
        AND NOT EXISTS (
          SELECT 1 FROM holds WHERE holds.account_id = $1 AND holds.state = 'pending' AND holds.expires_at <= $2)
      """,
      [.id(id), .time(now)])
    return try row.map(Account.init(row:))
  }

  /// Frees expired holds and opens the period that is due; the account afterwards.
  func touch(_ id: AccountID) throws -> Account {
    try freeExpiredHolds(of: id)
    for _ in 0..<Self.mostAttempts {
      let current = try account(id)
      guard let renewal = current.dueRenewal(at: now) else { return current }
      try open(renewal, of: current)
    }
    throw StorageError.unavailable(reason: "too much contention on one account")
  }

  /// Opens a period, if it is still due and the plan still the same: so it happens once, on whichever server comes
  /// first.
  ///
  /// A period may be recorded already, by a server whose clock ran ahead: then nothing is granted and only the next
  /// renewal is noted.
  func open(_ renewal: Renewal, of account: Account) throws {
    let row = try db.row(
      """
      UPDATE accounts SET
        last_granted = CASE WHEN available < $4 THEN $4 - available ELSE 0 END,
        entry_count = entry_count + CASE WHEN available < $4 THEN 1 ELSE 0 END,
        available = CASE WHEN available < $4 THEN $4 ELSE available END,
        renews_at = $5
      WHERE id = $1 AND renews_at = $2 AND plan = $3
        AND NOT EXISTS (SELECT 1 FROM renewals WHERE account_id = $1 AND period = $6)
      RETURNING \(AccountChange.columns)
      """,
      [
        .id(account.id), .time(renewal.due), .name(account.plan), .credits(renewal.credits), .time(renewal.next),
        .time(renewal.periodStart),
      ])
    guard let change = try row.map(AccountChange.init(row:)) else { return try skip(renewal, of: account) }
    try record(period: renewal.periodStart, of: account.id, plan: account.plan, granted: change.granted)
    try appendGrant(to: account.id, change, reason: "renewal", by: Self.system, period: renewal.periodStart)
  }

  private func skip(_ renewal: Renewal, of account: Account) throws {
    try db.execute(
      """
      UPDATE accounts SET renews_at = $4 WHERE id = $1 AND renews_at = $2 AND plan = $3
        AND EXISTS (SELECT 1 FROM renewals WHERE account_id = $1 AND period = $5)
      """,
      [
        .id(account.id), .time(renewal.due), .name(account.plan), .time(renewal.next), .time(renewal.periodStart),
      ])
  }

  /// Changes the plan and tops up to it; the plan that the account has already changes nothing, so that asking again
  /// grants nothing again.
  func changePlan(of id: AccountID, to plan: Plan, by: String) throws -> Account {
    let before = try lock(id)
    if before.plan == plan.id { return before }
    let row = try db.row(
      """
      UPDATE accounts SET
        last_granted = CASE WHEN available < $4 THEN $4 - available ELSE 0 END,
        entry_count = entry_count + CASE WHEN available < $4 THEN 1 ELSE 0 END,
        available = CASE WHEN available < $4 THEN $4 ELSE available END,
        plan = $2, is_unlimited = $3, renews_at = $5
      WHERE id = $1 RETURNING \(AccountChange.columns)
      """,
      [
        .id(id), .name(plan.id), .flag(plan.isUnlimited), .credits(plan.credits),
        .time(plan.nextRenewal(openedAt: before.openedAt, now: now)),
      ])
    guard let change = try row.map(AccountChange.init(row:)) else { throw CreditError.unknownAccount }
    try appendGrant(to: id, change, reason: "plan \(plan.id.rawValue)", by: by, period: nil)
    try db.execute(
      """
      INSERT INTO plan_changes (account_id, number, from_plan, to_plan, granted, entry_count, made_by, created_at)
      SELECT $1, COUNT(*) + 1, $2, $3, CAST($4 AS bigint), CAST($5 AS bigint), $6, CAST($7 AS bigint)
      FROM plan_changes WHERE account_id = $1
      """,
      [
        .id(id), .name(before.plan), .name(plan.id), .credits(change.granted), .integer(change.sequence), .text(by),
        .time(now),
      ])
    return try account(id)
  }

  /// Brings the account up to date and keeps other servers from changing it until the transaction ends.
  func lock(_ id: AccountID) throws -> Account {
    _ = try touch(id)
    try db.execute("UPDATE accounts SET entry_count = entry_count WHERE id = $1", [.id(id)])
    return try account(id)
  }

  private func existingAccount(of user: UserID) throws -> Account {
    let row = try db.row("SELECT \(Account.columns) FROM accounts WHERE user_id = $1", [.id(user)])
    guard let row else { throw CreditError.unknownAccount }
    return try Account(row: row)
  }

  private func record(period: Timestamp, of account: AccountID, plan: PlanID, granted: Credits) throws {
    try db.execute(
      "INSERT INTO renewals (account_id, period, plan, granted, created_at) VALUES ($1, $2, $3, $4, $5)",
      [.id(account), .time(period), .name(plan), .credits(granted), .time(now)])
  }

  private func appendGrant(
    to account: AccountID, _ change: AccountChange, reason: String, by: String, period: Timestamp?
  ) throws {
    guard change.granted > .zero else { return }
    try append(
      Entry(
        account: account, sequence: change.sequence, kind: .grant, amount: change.granted,
        availableChange: change.granted, heldChange: .zero, availableAfter: change.available, heldAfter: change.held,
        reason: reason, by: by, period: period, at: now))
  }
}
