package import Core

/// A task whose process died before it had ended, as its job tells.
package struct AbandonedTask: Sendable {
  package let id: TaskID
  package let user: UserID
  package let feature: Feature
  package let provider: Provider
  package let model: String
  package let payer: PayerKind
  package let keyHint: KeyHint?
  package let startedAt: Timestamp

  package init(
    id: TaskID, user: UserID, feature: Feature, provider: Provider, model: String, payer: PayerKind, keyHint: KeyHint?,
    startedAt: Timestamp
  ) {
    self.id = id
    self.user = user
    self.feature = feature
    self.provider = provider
    self.model = model
    self.payer = payer
    self.keyHint = keyHint
    self.startedAt = startedAt
  }
}
