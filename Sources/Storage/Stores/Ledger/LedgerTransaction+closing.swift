package import Core
package import CreditLedger

extension LedgerTransaction {
  /// Holds and settles at once, for a task that its caller has metered already; `.held` carries the settled hold.
  package func deduct(_ request: HoldRequest) throws -> HoldOutcome {
    let outcome = try hold(request)
    guard case .held = outcome else { return outcome }
    guard case .settled(let hold) = try settle(request.task) else { throw StorageError.invalidStatement }
    return .held(hold)
  }

  package func settle(_ task: TaskID) throws -> SettleOutcome {
    if db.dialect == .postgres, let hold = try settleInOneStatement(task) { return .settled(hold) }
    let (closing, freed) = try closing(task, to: .settled)
    if case .inTime(let hold) = closing { try chargeHeld(hold) }
    try giveBack(expired: freed)
    switch closing {
    case .inTime(let hold): return .settled(hold)
    case .late(let hold, let expired): return try chargeLate(hold, expired)
    case .over(let hold): return hold.state == .settled ? .alreadySettled(hold) : .alreadyReleased(hold)
    case .unknown: return .unknown
    }
  }

  package func release(_ task: TaskID, reason: ReleaseReason) throws -> ReleaseOutcome {
    let (closing, freed) = try closing(task, to: .released, reason: reason)
    if case .inTime(let hold) = closing { try giveBack(hold, reason: reason) }
    try giveBack(expired: freed)
    switch closing {
    case .inTime(let hold): return .released(hold)
    case .late(_, let expired): return .alreadyExpired(expired)
    case .over(let hold): return hold.state == .settled ? .alreadySettled(hold) : .alreadyReleased(hold)
    case .unknown: return .unknown
    }
  }

  /// What became of a hold that somebody wants to close.
  private enum Closing {
    /// It was pending, within its time, and is closed now.
    case inTime(Hold)
    /// It had expired before, as `expired` tells; for a charge it is settled now, else as it was.
    case late(Hold, expired: Hold)
    /// It was settled or released before.
    case over(Hold)
    case unknown
  }

  /// Closes a hold, and those of its account whose time is over when that is needed, without touching the account:
  /// every hold is locked before it. The caller gives back what was freed.
  private func closing(
    _ task: TaskID, to state: HoldState, reason: ReleaseReason? = nil
  ) throws -> (Closing, freed: [Hold]) {
    var freed: [Hold] = []
    for _ in 0..<Self.mostAttempts {
      if let hold = try close(task, from: .pending, to: state, reason: reason) { return (.inTime(hold), freed) }
      guard let found = try hold(of: task) else { return (.unknown, freed) }
      switch found.state {
      case .settled, .released: return (.over(found), freed)
      case .pending: freed += try closeExpiredHolds(of: found.account)  // itself, unless it was extended in between
      case .expired where state == .released: return (.late(found, expired: found), freed)
      case .expired:
        freed += try closeExpiredHolds(of: found.account)
        if let late = try close(task, from: .expired, to: .settled) { return (.late(late, expired: found), freed) }
      }
    }
    throw StorageError.unavailable(reason: "too much contention on one task")
  }

  /// Moves a hold from one state to another, if it is still in the first (and, when pending, still within its time).
  private func close(_ task: TaskID, from: HoldState, to: HoldState, reason: ReleaseReason? = nil) throws -> Hold? {
    try Self.closing.run(on: db, [.id(task), .name(from), .name(to), .name(reason), .time(now)])
      .map(Hold.init(row:))
  }

  private static let closing = ConditionalUpdate(
    "holds", key: "task_id", set: "state = $3, release_reason = $4, closed_at = $5",
    if: "state = $2 AND (state <> 'pending' OR expires_at > $5)", columns: Hold.columns)

  private func chargeHeld(_ hold: Hold) throws {
    guard let change = try move(hold.account, available: .zero, held: -hold.amount) else {
      throw StorageError.constraint(.check)
    }
    try append(.settle, of: hold, change, available: .zero, held: -hold.amount, reason: "answer")
  }

  /// Charges a hold whose credits went back already, if they are still there; else it stays expired.
  private func chargeLate(_ hold: Hold, _ expired: Hold) throws -> SettleOutcome {
    switch try chargeOrRenew(hold.account, hold.covered, held: .zero) {
    case .charged(let change):
      let taken = change.isUnlimited ? Credits.zero : hold.covered
      if taken != hold.covered { try setCovered(of: hold.task, to: taken) }
      try append(.settle, of: hold, change, available: -taken, held: .zero, reason: "late")
      return .late(try self.hold(of: hold.task) ?? hold)
    case .short:
      try db.execute(
        "UPDATE holds SET state = 'expired', release_reason = 'expired', closed_at = $2 WHERE task_id = $1",
        [.id(expired.task), .time(expired.closedAt)])
      return .uncollected(expired)
    }
  }
}
