package import Core

/// One signed-in browser. The token itself is not kept, only its hash.
package struct SessionRow: Hashable, Sendable {
  package let id: SessionID
  package let user: UserID
  /// Hexadecimal.
  package let tokenHash: String
  /// 32 random bytes that go into the keys of this session's sealed keys; when they are gone, no old cookie can be
  /// opened.
  package let salt: [UInt8]
  package let createdAt: Timestamp
  package let expiresAt: Timestamp
  package let lastSeenAt: Timestamp

  package init(
    id: SessionID = SessionID(), user: UserID, tokenHash: String, salt: [UInt8], createdAt: Timestamp,
    expiresAt: Timestamp, lastSeenAt: Timestamp? = nil
  ) {
    self.id = id
    self.user = user
    self.tokenHash = tokenHash
    self.salt = salt
    self.createdAt = createdAt
    self.expiresAt = expiresAt
    self.lastSeenAt = lastSeenAt ?? createdAt
  }
}
