import Core
import CreditLedger

extension LedgerAudit {
  /// Accounts whose plan is not the one that they were opened with or changed to last, or whose flag for unlimited says
  /// otherwise.
  func plans() throws -> [AuditProblem] {
    try find(
      """
      SELECT accounts.id FROM accounts
      JOIN renewals AS opening ON opening.account_id = accounts.id AND opening.period = accounts.opened_at
      WHERE (accounts.plan = 'unlimited') <> (accounts.is_unlimited = 1)
        OR accounts.plan <> COALESCE((
          SELECT to_plan FROM plan_changes WHERE account_id = accounts.id ORDER BY number DESC LIMIT 1), opening.plan)
      ORDER BY accounts.id
      """
    ) { .planDiffers(try $0.id("id")) }
  }

  /// Changes of plan that are not numbered 1, 2, 3, …, that don't begin with the plan before, or that change nothing.
  func planChanges() throws -> [AuditProblem] {
    try find(
      """
      SELECT account_id, number FROM (
        SELECT plan_changes.account_id, number, from_plan, to_plan, plan_changes.entry_count, opening.plan AS opening_plan,
          LAG(to_plan) OVER in_order AS plan_before, LAG(plan_changes.entry_count) OVER in_order AS count_before,
          ROW_NUMBER() OVER in_order AS place
        FROM plan_changes JOIN accounts ON accounts.id = plan_changes.account_id
        LEFT JOIN renewals AS opening
          ON opening.account_id = plan_changes.account_id AND opening.period = accounts.opened_at
        WINDOW in_order AS (PARTITION BY plan_changes.account_id ORDER BY number)
      ) AS changes
      WHERE number <> place OR from_plan = to_plan OR from_plan <> COALESCE(plan_before, opening_plan)
        OR entry_count < COALESCE(count_before, 0)
      ORDER BY account_id, number
      """, changeProblem)
  }

  /// Changes of plan whose grant is not an entry, or whose entry is not told by them.
  func planGrants() throws -> [AuditProblem] {
    try find(
      """
      SELECT account_id, number FROM plan_changes AS changes
      WHERE (granted > 0 AND NOT EXISTS (
          SELECT 1 FROM entries WHERE entries.account_id = changes.account_id
            AND entries.sequence = changes.entry_count AND entries.amount = changes.granted AND \(Self.isGrant)))
        OR (granted = 0 AND EXISTS (
          SELECT 1 FROM entries WHERE entries.account_id = changes.account_id
            AND entries.sequence = changes.entry_count AND entries.created_at = changes.created_at AND \(Self.isGrant))
          AND NOT EXISTS (
            SELECT 1 FROM plan_changes AS others WHERE others.account_id = changes.account_id
              AND others.entry_count = changes.entry_count AND others.granted > 0))
      ORDER BY account_id, number
      """, changeProblem)
  }

  /// Tasks that took something although the plan in force was unlimited, or nothing although it was not. What is
  /// charged late for a hold that took nothing is nothing again.
  func coverage() throws -> [AuditProblem] {
    try find(
      """
      SELECT entries.task_id, entries.sequence FROM entries JOIN holds ON holds.task_id = entries.task_id
      WHERE (kind = 'hold' AND (
          (available_change = 0) <> (\(Self.planInForce) = 'unlimited')
          OR (holds.state <> 'settled' AND -available_change <> holds.covered)))
        OR (kind = 'settle' AND held_change = 0 AND (available_change = 0) <> (
          \(Self.planInForce) = 'unlimited' OR EXISTS (
            SELECT 1 FROM entries AS holding WHERE holding.task_id = entries.task_id AND holding.kind = 'hold'
              AND holding.available_change = 0)))
      ORDER BY entries.task_id, entries.sequence
      """
    ) { .coverageDiffers(try $0.id("task_id"), sequence: try $0.integer("sequence")) }
  }

  /// Periods that gave the credits of another plan than the one in force.
  func renewalPlans() throws -> [AuditProblem] {
    try find(
      """
      SELECT renewals.account_id, renewals.period FROM renewals
      JOIN entries ON entries.account_id = renewals.account_id AND entries.period = renewals.period
      WHERE renewals.plan <> \(Self.planInForce) ORDER BY renewals.account_id, renewals.period
      """
    ) { .renewalUnplanned(try $0.id("account_id"), period: try $0.time("period")) }
  }

  /// The plan on which an entry was made: of the last change before it, or else of the opening.
  private static let planInForce = """
    COALESCE((
      SELECT past.to_plan FROM plan_changes AS past
      WHERE past.account_id = entries.account_id AND past.entry_count < entries.sequence
      ORDER BY past.number DESC LIMIT 1), (
      SELECT opening.plan FROM renewals AS opening JOIN accounts AS owner ON owner.id = opening.account_id
      WHERE opening.account_id = entries.account_id AND opening.period = owner.opened_at))
    """

  private static let isGrant = """
    entries.kind = 'grant' AND entries.period IS NULL AND entries.reason = 'plan ' || changes.to_plan
      AND entries.made_by = changes.made_by
    """

  private func changeProblem(_ row: SQLRow) throws -> AuditProblem {
    .planChangeDiffers(try row.id("account_id"), number: try row.integer("number"))
  }
}
