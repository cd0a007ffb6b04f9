package import Core

/// One task when it is over: who paid, how much, and how it ended.
package struct TaskRow: Hashable, Sendable {
  package let id: TaskID
  package let user: UserID
  package let feature: Feature
  package let provider: Provider
  package let model: String
  package let payer: PayerKind
  /// What was charged; 0 for an own key and for whatever failed.
  package let credits: Credits
  package let status: UsageStatus
  package let errorCode: String?
  /// Milliseconds.
  package let durationMs: Int64
  package let createdAt: Timestamp

  package init(
    id: TaskID, user: UserID, feature: Feature, provider: Provider, model: String, payer: PayerKind, credits: Credits,
    status: UsageStatus, errorCode: String? = nil, durationMs: Int64, createdAt: Timestamp
  ) {
    self.id = id
    self.user = user
    self.feature = feature
    self.provider = provider
    self.model = model
    self.payer = payer
    self.credits = credits
    self.status = status
    self.errorCode = errorCode
    self.durationMs = durationMs
    self.createdAt = createdAt
  }
}
