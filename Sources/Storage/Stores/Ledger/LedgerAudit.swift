import Core
import CreditLedger

/// Proves, or disproves, that the ledger adds up. It trusts nothing but the rows: each rule of the ledger is one query
/// that
/// finds what breaks it.
struct LedgerAudit {
  let db: any SQLConnection

  func report(comparingTasks: Bool) throws -> AuditReport {
    var problems = try balances() + pendingHolds() + sequences() + runningSums() + shapes() + holdEntries()
    problems += try amounts() + purposes() + orphans() + renewals() + openings() + schedules()
    problems += try plans() + planChanges() + planGrants() + coverage() + renewalPlans()
    if comparingTasks { problems += try tasks() }
    return AuditReport(
      accounts: try count("accounts"), holds: try count("holds"), entries: try count("entries"), problems: problems)
  }

  private func count(_ table: String) throws -> Int64 {
    try db.row("SELECT COUNT(*) AS found FROM \(table)")?.integer("found") ?? 0
  }

  func find<Problem>(_ sql: String, _ problem: (SQLRow) throws -> Problem) throws -> [Problem] {
    try db.rows(sql + " LIMIT \(AuditReport.mostProblems)").map(problem)
  }

  private func balances() throws -> [AuditProblem] {
    try find(
      """
      SELECT accounts.id, accounts.available, accounts.held,
        CAST(COALESCE(sums.available, 0) AS bigint) AS available_sum,
        CAST(COALESCE(sums.held, 0) AS bigint) AS held_sum
      FROM accounts LEFT JOIN (
        SELECT account_id, SUM(available_change) AS available, SUM(held_change) AS held FROM entries GROUP BY account_id
      ) AS sums ON sums.account_id = accounts.id
      WHERE accounts.available <> COALESCE(sums.available, 0) OR accounts.held <> COALESCE(sums.held, 0)
        OR accounts.available < 0 OR accounts.held < 0
      ORDER BY accounts.id
      """, balanceProblems
    ).flatMap { $0 }
  }

  private func balanceProblems(_ row: SQLRow) throws -> [AuditProblem] {
    let id: AccountID = try row.id("id")
    let (available, held) = (try row.credits("available"), try row.credits("held"))
    let (availableSum, heldSum) = (try row.credits("available_sum"), try row.credits("held_sum"))
    var problems: [AuditProblem] = []
    if available != availableSum { problems.append(.availableDiffers(id, stored: available, sum: availableSum)) }
    if held != heldSum { problems.append(.heldDiffers(id, stored: held, sum: heldSum)) }
    if available < .zero || held < .zero { problems.append(.negativeBalance(id, available: available, held: held)) }
    return problems
  }

  private func pendingHolds() throws -> [AuditProblem] {
    try find(
      """
      SELECT accounts.id, accounts.held, CAST(COALESCE(sums.pending, 0) AS bigint) AS pending
      FROM accounts LEFT JOIN (
        SELECT account_id, SUM(amount) AS pending FROM holds WHERE state = 'pending' GROUP BY account_id
      ) AS sums ON sums.account_id = accounts.id
      WHERE accounts.held <> COALESCE(sums.pending, 0) ORDER BY accounts.id
      """
    ) { .pendingHoldsDiffer(try $0.id("id"), stored: try $0.credits("held"), sum: try $0.credits("pending")) }
  }

  private func sequences() throws -> [AuditProblem] {
    try find(
      """
      SELECT accounts.id, accounts.entry_count, COALESCE(sums.entries, 0) AS found
      FROM accounts LEFT JOIN (
        SELECT account_id, COUNT(*) AS entries, MIN(sequence) AS first, MAX(sequence) AS last
        FROM entries GROUP BY account_id
      ) AS sums ON sums.account_id = accounts.id
      WHERE accounts.entry_count <> COALESCE(sums.entries, 0)
        OR (sums.entries > 0 AND (sums.first <> 1 OR sums.last <> sums.entries))
      ORDER BY accounts.id
      """
    ) { .entriesMissing(try $0.id("id"), expected: try $0.integer("entry_count"), found: try $0.integer("found")) }
  }

  private func runningSums() throws -> [AuditProblem] {
    try find(
      """
      SELECT account_id, sequence FROM (
        SELECT account_id, sequence, available_after, held_after,
          SUM(available_change) OVER (PARTITION BY account_id ORDER BY sequence) AS available_sum,
          SUM(held_change) OVER (PARTITION BY account_id ORDER BY sequence) AS held_sum
        FROM entries) AS running
      WHERE available_sum <> available_after OR held_sum <> held_after OR available_sum < 0 OR held_sum < 0
      ORDER BY account_id, sequence
      """
    ) { .runningSumDiffers(try $0.id("account_id"), sequence: try $0.integer("sequence")) }
  }
}
