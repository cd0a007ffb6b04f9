package import Core

/// A wish to set credits aside for one task. The task id makes it idempotent: asking again never holds twice.
package struct HoldRequest: Hashable, Sendable {
  package let task: TaskID
  package let account: AccountID
  /// The price that the server decided; 1 to `Credits.largest`.
  package let amount: Credits
  package let feature: Feature
  package let model: String?
  /// The client's own key for the same wish; unique in the account, so that a repeated request with a new task id holds
  /// nothing more.
  package let idempotencyKey: String?
  /// The hold frees itself at this time unless it is extended; after `now`.
  package let expiresAt: Timestamp
  package let now: Timestamp

  package init(
    task: TaskID, account: AccountID, amount: Credits, feature: Feature, model: String? = nil,
    idempotencyKey: String? = nil, expiresAt: Timestamp, now: Timestamp
  ) {
    self.task = task
    self.account = account
    self.amount = amount
    self.feature = feature
    self.model = model
    self.idempotencyKey = idempotencyKey
    self.expiresAt = expiresAt
    self.now = now
  }

  /// Refuses what no ledger may ever hold, before anything is read or written.
  package func validate() throws(CreditError) {
    guard amount > .zero, amount <= .largest else { throw .invalidAmount }
    guard expiresAt > now else { throw .invalidExpiry }
  }

  /// Whether `hold` is the answer to this very request made earlier: the same account, price, feature and model,
  /// found by the same task id or by the same idempotency key.
  package func isAnswered(by hold: Hold) -> Bool {
    guard hold.account == account, hold.amount == amount, hold.feature == feature, hold.model == model else {
      return false
    }
    return hold.idempotencyKey == idempotencyKey
  }
}
