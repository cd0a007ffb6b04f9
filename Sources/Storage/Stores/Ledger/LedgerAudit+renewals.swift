import Core
import CreditLedger

extension LedgerAudit {
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

  /// Accounts whose opening is not recorded as their first period.
  func openings() throws -> [AuditProblem] {
    try find(
      """
      SELECT id AS account_id, opened_at AS period FROM accounts WHERE NOT EXISTS (
        SELECT 1 FROM renewals WHERE renewals.account_id = accounts.id AND renewals.period = accounts.opened_at)
      ORDER BY id
      """, renewalProblem)
  }

  /// Periods that don't begin when the account's schedule says, or that gave more than their plan does.
  ///
  /// The schedule is arithmetic with calendars, so the rows are looked at here, some thousands at a time.
  func schedules() throws -> [AuditProblem] {
    var problems: [AuditProblem] = []
    var last: (account: String, period: Int64) = ("", .min)
    while problems.count < AuditReport.mostProblems {
      let rows = try db.rows(
        """
        SELECT account_id, period, renewals.plan, granted, opened_at FROM renewals
        JOIN accounts ON accounts.id = account_id
        WHERE account_id > $1 OR (account_id = $1 AND period > $2)
        ORDER BY account_id, period LIMIT \(Self.rowsAtOnce)
        """,
        [.text(last.account), .integer(last.period)])
      for row in rows where try !isPlanned(row) {
        problems.append(.renewalUnplanned(try row.id("account_id"), period: try row.time("period")))
      }
      guard rows.count == Self.rowsAtOnce, let end = rows.last else { break }
      last = (try end.text("account_id"), try end.integer("period"))
    }
    return Array(problems.prefix(AuditReport.mostProblems))
  }

  private static let rowsAtOnce = 5000

  private func isPlanned(_ row: SQLRow) throws -> Bool {
    let (period, openedAt) = (try row.time("period"), try row.time("opened_at"))
    guard let id = PlanID(rawValue: try row.text("plan")) else { return false }
    let plan = Plan.of(id)
    guard try row.credits("granted") <= plan.credits else { return false }
    if period == openedAt { return true }
    return plan.period != .never && period > openedAt
      && RenewalSchedule(openedAt: openedAt).currentStart(at: period) == period
  }

  private func renewalProblem(_ row: SQLRow) throws -> AuditProblem {
    .renewalDiffers(try row.id("account_id"), period: try row.time("period"))
  }
}
