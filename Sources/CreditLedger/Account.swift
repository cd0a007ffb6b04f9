package import Core

/// One person's credits: a plan, what is available and what is held. Both are sums of the account's entries.
package struct Account: Hashable, Sendable {
  package let id: AccountID
  package let user: UserID
  package let plan: PlanID
  /// An unlimited account is never refused: what it holds and settles is recorded, and its available credits stay as
  /// they are.
  package let isUnlimited: Bool
  package let openedAt: Timestamp
  /// When the plan tops the account up next; nil when it never does.
  package let renewsAt: Timestamp?
  /// Credits that can be held; never negative.
  package let available: Credits
  /// Credits set aside for tasks that are running; never negative.
  package let held: Credits
  /// How many entries the account has; the last one has this sequence.
  package let entryCount: Int64

  package init(
    id: AccountID, user: UserID, plan: PlanID, isUnlimited: Bool, openedAt: Timestamp, renewsAt: Timestamp?,
    available: Credits, held: Credits, entryCount: Int64
  ) {
    self.id = id
    self.user = user
    self.plan = plan
    self.isUnlimited = isUnlimited
    self.openedAt = openedAt
    self.renewsAt = renewsAt
    self.available = available
    self.held = held
    self.entryCount = entryCount
  }

  package var balance: Balance {
    Balance(available: available, held: held, plan: plan, isUnlimited: isUnlimited, renewsAt: renewsAt)
  }

  package func isRenewalDue(at now: Timestamp) -> Bool {
    renewsAt.map { $0 <= now } ?? false
  }

  /// The period that a renewal at `now` opens: one top-up, however many months nobody looked.
  package func dueRenewal(at now: Timestamp) -> Renewal? {
    guard let renewsAt, renewsAt <= now else { return nil }
    return Renewal(
      due: renewsAt, periodStart: RenewalSchedule(openedAt: openedAt).currentStart(at: now),
      credits: Plan.of(plan).credits, next: Plan.of(plan).nextRenewal(openedAt: openedAt, now: now))
  }
}
