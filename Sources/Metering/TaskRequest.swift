package import Core

/// One thing that a person asked for, as it arrives at the door.
package struct TaskRequest: Sendable {
  /// Chosen by the caller, so that the same request that comes twice is the same task.
  package var id: TaskID
  package var user: UserID
  package var account: AccountID
  package var session: SessionID
  package var feature: Feature
  package var provider: Provider
  package var model: String
  package var ownKey: OwnKeyChoice

  package init(
    id: TaskID, user: UserID, account: AccountID, session: SessionID, feature: Feature, provider: Provider,
    model: String, ownKey: OwnKeyChoice
  ) {
    self.id = id
    self.user = user
    self.account = account
    self.session = session
    self.feature = feature
    self.provider = provider
    self.model = model
    self.ownKey = ownKey
  }
}

/// Who pays and what for, as shown before the first word of an answer.
package struct TaskAccepted: Sendable, Equatable {
  package let payer: PayerKind
  package let price: Credits
  package let keyHint: KeyHint?
}
