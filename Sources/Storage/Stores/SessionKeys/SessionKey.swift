package import Core

/// What the server remembers of a key that a session brought: everything but the key.
package struct SessionKey: Hashable, Sendable {
  package let session: SessionID
  package let provider: Provider
  package let hint: KeyHint
  /// The code of the last check's outcome, or `unchecked`.
  package let state: String
  /// Random bytes that go into the sealing of this key; without them its cookie can't be opened.
  package let salt: [UInt8]
  /// New with each key, so that what is learned about a replaced key is not noted for its successor.
  package let generation: String
  package let checkedAt: Timestamp?
  package let expiresAt: Timestamp
  /// The models that the provider said this key may use; nil when it did not say.
  package let models: [String]?

  package init(
    session: SessionID, provider: Provider, hint: KeyHint, state: String, salt: [UInt8], generation: String,
    checkedAt: Timestamp?, expiresAt: Timestamp, models: [String]? = nil
  ) {
    self.session = session
    self.provider = provider
    self.hint = hint
    self.state = state
    self.salt = salt
    self.generation = generation
    self.checkedAt = checkedAt
    self.expiresAt = expiresAt
    self.models = models
  }
}
