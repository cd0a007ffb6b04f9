package import Core

/// One task when it is over: who paid, how much, and how it ended.
package struct TaskRow: Hashable, Sendable {
  package let id: TaskID
  package let user: UserID
  package let feature: Feature
  /// Provider and model are nil for what costs the same with every model.
  package let provider: Provider?
  package let model: String?
  package let payer: PayerKind
  /// What was charged; 0 for an own key and for whatever failed.
  package let credits: Credits
  package let status: UsageStatus
  package let errorCode: String?
  /// Milliseconds.
  package let durationMs: Int64
  package let createdAt: Timestamp

  package init(
    id: TaskID, user: UserID, feature: Feature, provider: Provider?, model: String?, payer: PayerKind, credits: Credits,
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

extension TaskRow {
  init(row: SQLRow) throws {
    self.init(
      id: try row.id("id"), user: try row.id("user_id"), feature: try row.named("feature"),
      provider: try row.optionalNamed("provider"), model: try row.optionalText("model"), payer: try row.named("payer"),
      credits: try row.credits("credits"), status: try row.named("status"),
      errorCode: try row.optionalText("error_code"), durationMs: try row.integer("duration_ms"),
      createdAt: try row.time("created_at"))
  }
}
