import Core
import CreditLedger

extension Account {
  static let columns =
    "id, user_id, plan, is_unlimited, opened_at, renews_at, available, held, entry_count"

  init(row: SQLRow) throws {
    self.init(
      id: try row.id("id"), user: try row.id("user_id"), plan: try row.named("plan"),
      isUnlimited: try row.flag("is_unlimited"), openedAt: try row.time("opened_at"),
      renewsAt: try row.optionalTime("renews_at"), available: try row.credits("available"),
      held: try row.credits("held"), entryCount: try row.integer("entry_count"))
  }

  /// The account that opening would make, with the grant of its first period.
  static func opening(for user: UserID, plan: Plan, now: Timestamp) -> Account {
    Account(
      id: AccountID(), user: user, plan: plan.id, isUnlimited: plan.isUnlimited, openedAt: now,
      renewsAt: plan.nextRenewal(openedAt: now, now: now), available: plan.credits, held: .zero,
      entryCount: plan.credits > .zero ? 1 : 0)
  }
}

extension Hold {
  static let columns = """
    task_id, account_id, amount, covered, feature, model, idempotency_key, state, created_at, expires_at, closed_at, \
    release_reason
    """

  init(row: SQLRow) throws {
    self.init(
      task: try row.id("task_id"), account: try row.id("account_id"), amount: try row.credits("amount"),
      covered: try row.credits("covered"), feature: try row.named("feature"), model: try row.optionalText("model"),
      idempotencyKey: try row.optionalText("idempotency_key"), state: try row.named("state"),
      createdAt: try row.time("created_at"), expiresAt: try row.time("expires_at"),
      closedAt: try row.optionalTime("closed_at"), releaseReason: try row.optionalNamed("release_reason"))
  }
}

extension Entry {
  static let columns = """
    account_id, sequence, kind, amount, available_change, held_change, available_after, held_after, task_id, feature, \
    model, reason, made_by, idempotency_key, period, created_at
    """

  init(row: SQLRow) throws {
    self.init(
      account: try row.id("account_id"), sequence: try row.integer("sequence"), kind: try row.named("kind"),
      amount: try row.credits("amount"), availableChange: try row.credits("available_change"),
      heldChange: try row.credits("held_change"), availableAfter: try row.credits("available_after"),
      heldAfter: try row.credits("held_after"), task: try row.optionalID("task_id"),
      feature: try row.optionalNamed("feature"), model: try row.optionalText("model"), reason: try row.text("reason"),
      by: try row.text("made_by"), idempotencyKey: try row.optionalText("idempotency_key"),
      period: try row.optionalTime("period"), at: try row.time("created_at"))
  }

  var values: [SQLValue] {
    [
      .id(account), .integer(sequence), .name(kind), .credits(amount), .credits(availableChange), .credits(heldChange),
      .credits(availableAfter), .credits(heldAfter), .id(task), .name(feature), .text(model), .text(reason), .text(by),
      .text(idempotencyKey), .time(period), .time(at),
    ]
  }
}
