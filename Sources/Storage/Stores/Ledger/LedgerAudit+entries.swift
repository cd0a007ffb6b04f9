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

  /// Entries that say another feature or model than their hold.
  func purposes() throws -> [AuditProblem] {
    try find(
      """
      SELECT entries.task_id, entries.sequence FROM entries JOIN holds ON holds.task_id = entries.task_id
      WHERE COALESCE(entries.feature, '') <> holds.feature
        OR COALESCE(entries.model, '') <> COALESCE(holds.model, '')
      ORDER BY entries.task_id, entries.sequence
      """
    ) { .purposeDiffers(try $0.id("task_id"), sequence: try $0.integer("sequence")) }
  }

  /// Charges and records of tasks that don't fit each other: each settled hold has the record of a task on the
  /// platform, of the same person, feature and amount, and each record with credits has its settled hold.
  ///
  /// Nothing is tolerated: both are written in one transaction. A hold that could not be collected any more stays
  /// expired, and its record says 0 credits.
  func tasks() throws -> [AuditProblem] {
    try find(
      """
      SELECT holds.task_id FROM holds JOIN accounts ON accounts.id = holds.account_id
      LEFT JOIN task_records AS tasks ON tasks.id = holds.task_id
      WHERE holds.state = 'settled' AND (tasks.id IS NULL OR tasks.payer <> 'platform'
        OR tasks.credits <> holds.amount OR tasks.user_id <> accounts.user_id OR tasks.feature <> holds.feature)
      UNION ALL
      SELECT tasks.id FROM task_records AS tasks WHERE tasks.credits > 0
        AND NOT EXISTS (SELECT 1 FROM holds WHERE holds.task_id = tasks.id AND holds.state = 'settled')
      ORDER BY 1
      """
    ) { .taskDiffers(try $0.id("task_id")) }
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
}
