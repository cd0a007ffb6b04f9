package import Core

/// How one key check ended; of the key itself nothing is kept.
package struct KeyCheckRow: Hashable, Sendable {
  package let user: UserID?
  package let provider: Provider
  /// The outcome's stable code.
  package let outcome: String
  package let createdAt: Timestamp

  package init(user: UserID?, provider: Provider, outcome: String, createdAt: Timestamp) {
    self.user = user
    self.provider = provider
    self.outcome = outcome
    self.createdAt = createdAt
  }
}
