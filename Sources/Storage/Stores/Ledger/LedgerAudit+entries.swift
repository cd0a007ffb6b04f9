import Core
import CreditLedger

extension LedgerAudit {
  /// Entries whose changes don't fit their kind; on an unlimited account (or a hold made on one) nothing is taken or
  /// given back.
  func shapes() throws -> [AuditProblem] {
    try find(
      """
      SELECT account_id, sequence FROM entries WHERE amount <= 0 OR NOT (
        (kind = 'grant' AND available_change = amount AND held_change = 0)
        OR (kind = 'adjustment' AND (available_change = amount OR available_change = -amount) AND held_change = 0)
        OR (kind = 'hold' AND (available_change = -amount OR available_change = 0) AND held_change = amount)
        OR (kind = 'release' AND (available_change = amount OR available_change = 0) AND held_change = -amount)
        OR (kind = 'settle' AND available_change = 0 AND held_change = -amount)
        OR (kind = 'settle' AND (available_change = -amount OR available_change = 0) AND held_change = 0))
      ORDER BY account_id, sequence
      """
    ) { .malformedEntry(try $0.id("account_id"), sequence: try $0.integer("sequence")) }
  }

  /// Holds whose entries don't fit their state: one hold entry each, one settle entry when settled, one release entry
  /// when given back;
  /// one that was settled late has been given back before. Altogether a hold's entries leave held what it holds now.
  func holdEntries() throws -> [AuditProblem] {
    try find(
      """
      SELECT holds.task_id, holds.state FROM holds LEFT JOIN (
        SELECT task_id, SUM(CASE WHEN kind = 'hold' THEN 1 ELSE 0 END) AS holding,
          SUM(CASE WHEN kind = 'settle' THEN 1 ELSE 0 END) AS settling,
          SUM(CASE WHEN kind = 'release' THEN 1 ELSE 0 END) AS releasing,
          SUM(CASE WHEN kind = 'settle' AND held_change = 0 THEN 1 ELSE 0 END) AS settling_late,
          SUM(available_change) AS available, SUM(held_change) AS held
        FROM entries WHERE task_id IS NOT NULL GROUP BY task_id
      ) AS sums ON sums.task_id = holds.task_id
      WHERE COALESCE(sums.holding, 0) <> 1
        OR sums.settling <> CASE WHEN holds.state = 'settled' THEN 1 ELSE 0 END
        OR sums.releasing <> CASE WHEN holds.state IN ('released', 'expired') THEN 1 ELSE sums.settling_late END
        OR sums.held <> CASE WHEN holds.state = 'pending' THEN holds.amount ELSE 0 END
        OR -sums.available <> CASE WHEN holds.state IN ('pending', 'settled') THEN holds.covered ELSE 0 END
      ORDER BY holds.task_id
      """
    ) { .holdEntriesDiffer(try $0.id("task_id"), state: try $0.text("state")) }
  }

  /// Entries that say another amount or account than their hold.
  func amounts() throws -> [AuditProblem] {
    try find(
      """
      SELECT entries.task_id, entries.sequence FROM entries JOIN holds ON holds.task_id = entries.task_id
      WHERE entries.amount <> holds.amount OR entries.account_id <> holds.account_id
      ORDER BY entries.task_id, entries.sequence
      """
    ) { .amountDiffers(try $0.id("task_id"), sequence: try $0.integer("sequence")) }
  }

  /// Entries without their account or their hold.
  func orphans() throws -> [AuditProblem] {
    try find(
      """
      SELECT entries.account_id, entries.sequence FROM entries
      WHERE NOT EXISTS (SELECT 1 FROM accounts WHERE accounts.id = entries.account_id)
        OR (kind IN ('hold', 'settle', 'release')
          AND NOT EXISTS (SELECT 1 FROM holds WHERE holds.task_id = entries.task_id))
      ORDER BY entries.account_id, entries.sequence
      """
    ) { .orphanedEntry(try $0.id("account_id"), sequence: try $0.integer("sequence")) }
  }

  /// Periods whose record and grant differ: one grant of what was recorded, none when nothing was missing.
  func renewals() throws -> [AuditProblem] {
    let recorded: [AuditProblem] = try find(
      """
      SELECT renewals.account_id, renewals.period FROM renewals LEFT JOIN (
        SELECT account_id, period, SUM(amount) AS granted FROM entries WHERE period IS NOT NULL
        GROUP BY account_id, period
      ) AS sums ON sums.account_id = renewals.account_id AND sums.period = renewals.period
      WHERE renewals.granted <> COALESCE(sums.granted, 0)
      ORDER BY renewals.account_id, renewals.period
      """, renewalProblem)
    let unrecorded: [AuditProblem] = try find(
      """
      SELECT account_id, period FROM entries WHERE period IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM renewals WHERE renewals.account_id = entries.account_id AND renewals.period = entries.period)
      ORDER BY account_id, period
      """, renewalProblem)
    return recorded + unrecorded
  }

  private func renewalProblem(_ row: SQLRow) throws -> AuditProblem {
    .renewalDiffers(try row.id("account_id"), period: try row.time("period"))
  }
}
