package import Core

/// How a task or a call ended.
package enum UsageStatus: String, Hashable, Sendable, Codable, CaseIterable {
  case ok, error, cancelled
  /// A call whose end nobody has noted: it runs, or its server died.
  case started
  /// A task that was refused before anything was sent or held.
  case refused
}

/// One model call, of either payer, with the provider's own token counts.
package struct UsageRow: Hashable, Sendable {
  package let id: UsageID
  package let task: TaskID
  package let user: UserID
  package let session: SessionID?
  package let feature: Feature
  package let provider: Provider
  package let model: String
  package let payer: PayerKind
  package let keyHint: KeyHint?
  package let tokens: TokenCounts
  package let status: UsageStatus
  package let errorCode: String?
  /// What the call was for within its task: `answer`, `repair`, `conclusion`, `key_test`, …
  package let purpose: String
  /// Milliseconds.
  package let durationMs: Int64
  /// Milliseconds from the request's last byte to the first token; nil when nothing was produced.
  package let firstTokenMs: Int64?
  /// When the call began.
  package let createdAt: Timestamp

  package init(
    id: UsageID = UsageID(), task: TaskID, user: UserID, session: SessionID? = nil, feature: Feature,
    provider: Provider, model: String, payer: PayerKind, keyHint: KeyHint? = nil, tokens: TokenCounts,
    status: UsageStatus, errorCode: String? = nil, purpose: String, durationMs: Int64, firstTokenMs: Int64? = nil,
    createdAt: Timestamp
  ) {
    self.id = id
    self.task = task
    self.user = user
    self.session = session
    self.feature = feature
    self.provider = provider
    self.model = model
    self.payer = payer
    self.keyHint = keyHint
    self.tokens = tokens
    self.status = status
    self.errorCode = errorCode
    self.purpose = purpose
    self.durationMs = durationMs
    self.firstTokenMs = firstTokenMs
    self.createdAt = createdAt
  }
}
