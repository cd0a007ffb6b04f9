import Core
package import CreditLedger

extension LedgerTransaction {
  /// Sets credits aside inside a caller's transaction; see `LedgerStore.hold`. The request must have been validated.
  package func hold(_ request: HoldRequest) throws -> HoldOutcome {
    let placement = try place(request)
    if placement == .held { return .held(Hold(request, covered: request.amount)) }
    try freeExpiredHolds(of: request.account)
    guard placement == .placed else { return try existing(request) }
    switch try chargeOrRenew(request.account, request.amount, held: request.amount) {
    case .short(let available):
      try db.execute("DELETE FROM holds WHERE task_id = $1", [.id(request.task)])
      return .insufficient(required: request.amount, available: available)
    case .charged(let change):
      let hold = Hold(request, covered: change.isUnlimited ? .zero : request.amount)
      if change.isUnlimited { try setCovered(of: request.task, to: .zero) }
      try append(.hold, of: hold, change, available: -hold.covered, held: hold.amount, reason: "task")
      return .held(hold)
    }
  }

  /// Gives back what pending holds keep beyond their time; the state decides that each is freed once.
  func freeExpiredHolds(of account: AccountID) throws {
    try giveBack(expired: closeExpiredHolds(of: account))
  }

  /// Closes the pending holds whose time is over, one after the other in the order of their task ids, and leaves the
  /// account for later: so two servers never hold what the other one waits for.
  func closeExpiredHolds(of account: AccountID) throws -> [Hold] {
    let due = try db.rows(
      """
      SELECT task_id FROM holds WHERE account_id = $1 AND state = 'pending' AND expires_at <= $2 ORDER BY task_id
      """,
      [.id(account), .time(now)])
    return try due.compactMap { row in
      try db.row(
        """
        UPDATE holds SET state = 'expired', release_reason = 'expired', closed_at = $2
        WHERE task_id = $1 AND state = 'pending' AND expires_at <= $2 RETURNING \(Hold.columns)
        """,
        [.id(row.id("task_id") as TaskID), .time(now)]
      ).map(Hold.init(row:))
    }
  }

  /// Returns the credits of expired holds, those that ended first at first.
  func giveBack(expired holds: [Hold]) throws {
    let inOrder = holds.sorted { ($0.expiresAt, $0.task.rawValue) < ($1.expiresAt, $1.task.rawValue) }
    for hold in inOrder { try giveBack(hold, reason: .expired) }
  }

  /// Returns the credits of a hold that was just closed and writes the entry.
  func giveBack(_ hold: Hold, reason: ReleaseReason) throws {
    guard let change = try move(hold.account, available: hold.covered, held: -hold.amount) else {
      throw StorageError.constraint(.check)
    }
    try append(.release, of: hold, change, available: hold.covered, held: -hold.amount, reason: reason.rawValue)
  }

  func setCovered(of task: TaskID, to credits: Credits) throws {
    try db.execute("UPDATE holds SET covered = $2 WHERE task_id = $1", [.id(task), .credits(credits)])
  }

  private func place(_ request: HoldRequest) throws -> Placement {
    if db.dialect == .postgres { return try placeInOneStatement(request) }
    let placed = try db.execute(
      """
      INSERT INTO holds
        (task_id, account_id, amount, covered, feature, model, idempotency_key, state, created_at, expires_at)
      VALUES ($1, $2, $3, $3, $4, $5, $6, 'pending', $7, $8) ON CONFLICT DO NOTHING
      """, request.values)
    return placed == 1 ? .placed : .wasThere
  }

  private func existing(_ request: HoldRequest) throws -> HoldOutcome {
    if let hold = try hold(of: request.task) {
      return request.isAnswered(by: hold) ? .existing(hold) : .conflict
    }
    let row = try db.row(
      "SELECT \(Hold.columns) FROM holds WHERE account_id = $1 AND idempotency_key = $2",
      [.id(request.account), .text(request.idempotencyKey)])
    // Deleted between the two statements by a server that found too few credits: the caller may try again.
    guard let row else { throw StorageError.unavailable(reason: "the same task is being held by another server") }
    let hold = try Hold(row: row)
    return request.isAnswered(by: hold) ? .existing(hold) : .conflict
  }
}

extension Hold {
  /// The hold as it was just written.
  fileprivate init(_ request: HoldRequest, covered: Credits) {
    self.init(
      task: request.task, account: request.account, amount: request.amount, covered: covered, feature: request.feature,
      model: request.model, idempotencyKey: request.idempotencyKey, state: .pending, createdAt: request.now,
      expiresAt: request.expiresAt, closedAt: nil, releaseReason: nil)
  }
}
