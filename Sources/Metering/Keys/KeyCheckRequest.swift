package import Core

/// A key to be checked, and who asks.
package struct KeyCheckRequest: Sendable {
  package var key: Secret
  package var provider: Provider
  /// The model for the optional one-token test; nil for the free check alone.
  package var testedModel: String?
  /// The model that the person has chosen: looked for in the provider's list, at no cost.
  package var chosenModel: String?
  package var user: UserID
  package var session: SessionID
  /// What stands for the client's network address in the limit of K12; of an IPv6 address, its /64.
  package var address: String

  package init(
    key: Secret, provider: Provider, testedModel: String?, chosenModel: String? = nil, user: UserID, session: SessionID,
    address: String
  ) {
    self.key = key
    self.provider = provider
    self.testedModel = testedModel
    self.chosenModel = chosenModel
    self.user = user
    self.session = session
    self.address = address
  }
}
