import Core
import CreditLedger

/// PostgreSQL decides the usual hold and the usual settlement in one statement, whose parts see each other's rows: over
/// a connection, each statement costs as much again as its work. What is not usual (a period that is due, holds whose
/// time is over, an unlimited plan, a task that was there) is left to the statements that both engines share, and so is
/// everything on SQLite, where a statement costs no round trip and can't hold several changes.
extension LedgerTransaction {
  enum Placement {
    /// The hold is placed, the account charged and the entry written.
    case held
    /// The hold is placed; the account is as it was.
    case placed
    /// There was such a task or key before; nothing is written.
    case wasThere
  }

  /// Places a hold and charges its account if nothing stands in the way.
  func placeInOneStatement(_ request: HoldRequest) throws -> Placement {
    let row = try db.row(Self.placing, request.values)
    guard try row?.integer("placed") == 1 else { return .wasThere }
    return try row?.integer("charged") == 1 ? .held : .placed
  }

  /// The hold, if it was pending within its time and is settled now; else nothing is changed.
  func settleInOneStatement(_ task: TaskID) throws -> Hold? {
    guard let row = try db.row(Self.settling, [.id(task), .time(now)]) else { return nil }
    guard try row.integer("moved") == 1 else { throw StorageError.constraint(.check) }
    return try Hold(row: row)
  }

  /// Where a row of `accounts` is waited for, PostgreSQL looks at its conditions again before it changes it.
  private static let placing = """
    WITH placed AS (
      INSERT INTO holds
        (task_id, account_id, amount, covered, feature, model, idempotency_key, state, created_at, expires_at)
      VALUES ($1, $2, $3, $3, $4, $5, $6, 'pending', $7, $8) ON CONFLICT DO NOTHING RETURNING task_id
    ), charged AS (
      UPDATE accounts SET available = available - $3, held = held + $3, entry_count = entry_count + 1
      WHERE id = $2 AND is_unlimited = 0 AND available >= $3 AND (renews_at IS NULL OR renews_at > $7)
        AND EXISTS (SELECT 1 FROM placed)
        AND NOT EXISTS (SELECT 1 FROM holds WHERE account_id = $2 AND state = 'pending' AND expires_at <= $7)
      RETURNING available, held, entry_count
    ), entered AS (
      INSERT INTO entries (\(entryColumns))
      SELECT $2, entry_count, 'hold', $3, -$3, $3, available, held, $1, $4, $5, 'task', '\(system)', $7 FROM charged
    )
    SELECT (SELECT COUNT(*) FROM placed) AS placed, (SELECT COUNT(*) FROM charged) AS charged
    """

  private static let settling = """
    WITH closed AS (
      UPDATE holds SET state = 'settled', closed_at = $2
      WHERE task_id = $1 AND state = 'pending' AND expires_at > $2 RETURNING \(Hold.columns)
    ), moved AS (
      UPDATE accounts SET held = accounts.held - closed.amount, entry_count = accounts.entry_count + 1 FROM closed
      WHERE accounts.id = closed.account_id AND accounts.held >= closed.amount
      RETURNING accounts.available, accounts.held, accounts.entry_count
    ), entered AS (
      INSERT INTO entries (\(entryColumns))
      SELECT account_id, entry_count, 'settle', amount, 0, -amount, available, held, task_id, feature, model, 'answer',
        '\(system)', $2
      FROM closed CROSS JOIN moved
    )
    SELECT \(Hold.columns), (SELECT COUNT(*) FROM moved) AS moved FROM closed
    """

  private static let entryColumns = """
    account_id, sequence, kind, amount, available_change, held_change, available_after, held_after, task_id, feature, \
    model, reason, made_by, created_at
    """
}

extension HoldRequest {
  /// As a new row of `holds` takes them.
  var values: [SQLValue] {
    [
      .id(task), .id(account), .credits(amount), .name(feature), .text(model), .text(idempotencyKey), .time(now),
      .time(expiresAt),
    ]
  }
}
