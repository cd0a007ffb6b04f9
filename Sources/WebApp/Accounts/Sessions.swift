package import Core
import Crypto
package import Storage

/// Begins, finds and ends sessions. The database knows a token's SHA-256 only, so that a copy of it opens no session.
package struct Sessions: Sendable {
  private let store: SessionStore
  private let users: UserStore
  private let clock: WallClock

  /// A session ends this long after sign-in, however much it is used; a provider key in it ends earlier.
  package static let lifetime: Duration = .seconds(30 * 86_400)

  /// How far `lastSeenAt` may lag behind, so that not every request writes.
  package static let touchInterval: Duration = .seconds(600)

  package init(store: SessionStore, users: UserStore, clock: WallClock) {
    self.store = store
    self.users = users
    self.clock = clock
  }

  /// A session that has just begun: who it belongs to, and the token for the cookie, which is known only now.
  package struct Begun: Sendable {
    package let identity: SessionIdentity
    package let token: SessionToken
  }

  /// Begins a session of `user` under a new id, token and salt.
  ///
  /// - Parameter old: the session that the browser had. If it belonged to the same person, its model settings go on: who
  ///   had "use my own key" on must not pay with credits without a click (K4).
  package func begin(for user: User, replacing old: SessionIdentity? = nil) async throws -> Begun {
    let token = SessionToken()
    let now = clock.now
    let row = SessionRow(
      id: SessionID(), user: user.id, tokenHash: token.hash,
      salt: SymmetricKey(size: .bits256).withUnsafeBytes(Array.init), createdAt: now, expiresAt: now + Self.lifetime)
    try await store.create(row, continuing: old.flatMap { $0.user.id == user.id ? $0.session : nil })
    return Begun(identity: SessionIdentity(row, user: user), token: token)
  }

  /// Who the cookie belongs to; nil when it is no token, its session has ended, or it never was one.
  package func identity(ofCookie value: String) async throws -> SessionIdentity? {
    guard let token = SessionToken(cookieValue: value),
      let row = try await store.session(tokenHash: token.hash, now: clock.now), row.expiresAt > clock.now,
      let user = try await users.user(row.user)
    else { return nil }
    if clock.now - row.lastSeenAt >= Self.touchInterval { try await store.touch(row.id, lastSeen: clock.now) }
    return SessionIdentity(row, user: user)
  }

  /// Ends a session and, with it, its half of the key material: its cookies are worthless from now on.
  package func end(_ session: SessionID) async throws {
    try await store.delete(session)
  }

  /// Ends all sessions of a person but one.
  package func endAll(of user: UserID, except session: SessionID?) async throws {
    try await store.deleteAll(of: user, except: session)
  }
}

extension SessionIdentity {
  fileprivate init(_ row: SessionRow, user: User) {
    self.init(session: row.id, user: user, salt: row.salt, expiresAt: row.expiresAt)
  }
}
