package import Core

/// Everything that a sealed key is bound to: opening it with any of these changed fails.
package struct SealContext: Sendable {
  package let session: SessionID
  package let user: UserID
  package let provider: Provider
  /// Changes when the key is replaced, so that the cookie before is worthless at once.
  package let generation: String
  /// The session's half of the key material: the session's salt followed by this key's own; both are destroyed with
  /// their rows.
  package let salt: [UInt8]
  package let expiresAt: Timestamp

  package init(
    session: SessionID, user: UserID, provider: Provider, generation: String, salt: [UInt8], expiresAt: Timestamp
  ) {
    self.session = session
    self.user = user
    self.provider = provider
    self.generation = generation
    self.salt = salt
    self.expiresAt = expiresAt
  }

  /// The associated data: length-prefixed, so that no two contexts have the same bytes.
  var associatedData: [UInt8] {
    [SealedKey.version, session.rawValue, user.rawValue, provider.rawValue, generation, String(expiresAt.milliseconds)]
      .flatMap { field in [UInt8(truncatingIfNeeded: field.utf8.count)] + Array(field.utf8) }
  }
}
