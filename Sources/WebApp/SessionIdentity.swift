package import Core
package import Storage

/// The signed-in person or guest of one request, as the database knew them when the request came in.
package struct SessionIdentity: Sendable {
  package let session: SessionID
  package let user: User
  /// The session's half of the key material: goes with the session, and makes its sealed keys worthless.
  package let salt: [UInt8]
  package let expiresAt: Timestamp

  package init(session: SessionID, user: User, salt: [UInt8], expiresAt: Timestamp) {
    self.session = session
    self.user = user
    self.salt = salt
    self.expiresAt = expiresAt
  }
}
