package import Core

/// Credits set aside for one task, before its first call goes out.
package struct Hold: Hashable, Sendable {
  package let task: TaskID
  package let account: AccountID
  /// The price of the task; positive.
  package let amount: Credits
  /// How much of `amount` was taken out of the available credits: all of it, or nothing on an unlimited account.
  package let covered: Credits
  package let feature: Feature
  package let model: String?
  package let idempotencyKey: String?
  package let state: HoldState
  package let createdAt: Timestamp
  package let expiresAt: Timestamp
  /// When it was settled, released or freed; nil while it is pending.
  package let closedAt: Timestamp?
  /// Why the credits went back; nil while pending and when settled.
  package let releaseReason: ReleaseReason?

  package init(
    task: TaskID, account: AccountID, amount: Credits, covered: Credits, feature: Feature, model: String?,
    idempotencyKey: String?, state: HoldState, createdAt: Timestamp, expiresAt: Timestamp, closedAt: Timestamp?,
    releaseReason: ReleaseReason?
  ) {
    self.task = task
    self.account = account
    self.amount = amount
    self.covered = covered
    self.feature = feature
    self.model = model
    self.idempotencyKey = idempotencyKey
    self.state = state
    self.createdAt = createdAt
    self.expiresAt = expiresAt
    self.closedAt = closedAt
    self.releaseReason = releaseReason
  }
}
