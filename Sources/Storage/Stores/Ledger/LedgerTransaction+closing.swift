package import Core
package import CreditLedger

extension LedgerTransaction {
  package func settle(_ task: TaskID) throws -> SettleOutcome {
    for _ in 0..<Self.mostAttempts {
      if let hold = try close(task, from: .pending, to: .settled) {
        try chargeHeld(hold)
        return .settled(hold)
      }
      guard let hold = try freshHold(of: task) else { return .unknown }
      switch hold.state {
      case .settled: return .alreadySettled(hold)
      case .released: return .alreadyReleased(hold)
      case .expired: if let outcome = try settleLate(hold) { return outcome }
      case .pending: break  // extended by another server in between
      }
    }
    throw StorageError.unavailable(reason: "too much contention on one task")
  }

  package func release(_ task: TaskID, reason: ReleaseReason) throws -> ReleaseOutcome {
    for _ in 0..<Self.mostAttempts {
      if let hold = try close(task, from: .pending, to: .released, reason: reason) {
        try giveBack(hold, reason: reason)
        return .released(hold)
      }
      guard let hold = try freshHold(of: task) else { return .unknown }
      switch hold.state {
      case .settled: return .alreadySettled(hold)
      case .released: return .alreadyReleased(hold)
      case .expired: return .alreadyExpired(hold)
      case .pending: break  // extended by another server in between
      }
    }
    throw StorageError.unavailable(reason: "too much contention on one task")
  }

  /// Moves a hold from one state to another, if it is still in the first (and, when pending, still within its time).
  private func close(_ task: TaskID, from: HoldState, to: HoldState, reason: ReleaseReason? = nil) throws -> Hold? {
    try db.row(
      """
      UPDATE holds SET state = $3, release_reason = $4, closed_at = $5
      WHERE task_id = $1 AND state = $2 AND (state <> 'pending' OR expires_at > $5) RETURNING \(Hold.columns)
      """,
      [.id(task), .name(from), .name(to), .name(reason), .time(now)]
    ).map(Hold.init(row:))
  }

  /// The hold after freeing what its account keeps beyond its time, itself perhaps.
  private func freshHold(of task: TaskID) throws -> Hold? {
    guard let hold = try hold(of: task) else { return nil }
    guard hold.state == .pending else { return hold }
    try freeExpiredHolds(of: hold.account)
    return try self.hold(of: task)
  }

  private func chargeHeld(_ hold: Hold) throws {
    guard let change = try move(hold.account, available: .zero, held: -hold.amount) else {
      throw StorageError.constraint(.check)
    }
    try append(.settle, of: hold, change, available: .zero, held: -hold.amount, reason: "answer")
  }

  /// Charges a hold whose credits went back already, if they are still there; nil when another server was faster.
  private func settleLate(_ expired: Hold) throws -> SettleOutcome? {
    guard let hold = try close(expired.task, from: .expired, to: .settled) else { return nil }
    try freeExpiredHolds(of: hold.account)
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
