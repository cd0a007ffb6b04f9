package import Core
package import Hummingbird
package import Storage

/// Sign-up, sign-in, guests, sign-out and passwords.
///
/// Every way in makes a new session and ends the one that the browser had, so that a session that somebody planted is
/// never signed in.
package struct AuthController: Sendable {
  let users: UserStore
  let ledger: LedgerStore
  let sessions: Sessions
  let limiter: AuthLimiter
  let hasher: PasswordHasher
  let configuration: AppConfiguration
  let clock: WallClock

  package init(
    users: UserStore, ledger: LedgerStore, sessions: Sessions, limiter: AuthLimiter, hasher: PasswordHasher,
    configuration: AppConfiguration, clock: WallClock
  ) {
    self.users = users
    self.ledger = ledger
    self.sessions = sessions
    self.limiter = limiter
    self.hasher = hasher
    self.configuration = configuration
    self.clock = clock
  }

  package var endpoints: RouteCollection<LatchkeyRequestContext> {
    let routes = RouteCollection(context: LatchkeyRequestContext.self)
    routes.get("/api/session") { _, context in SessionBody(context.identity?.user, configuration) }
    routes.post("/api/auth/sign-up", use: signUp)
    routes.post("/api/auth/sign-in", use: signIn)
    routes.post("/api/auth/guest", use: beginAsGuest)
    routes.post("/api/auth/sign-out", use: signOut)
    routes.post("/api/auth/password", use: changePassword)
    return routes
  }

  /// Begins a session of `user`, ends the one before, and answers with the cookie. Sealed keys of the old session go
  /// with it.
  func begin(
    for user: User, status: HTTPResponse.Status, replacing old: SessionIdentity?
  ) async throws -> Response {
    let begun = try await sessions.begin(for: user, replacing: old)
    if let old { try await sessions.end(old.session) }
    var response = try JSONBodyEncoder.response(SessionBody(user, configuration), status: status)
    response.setCookies(SessionCookies.clearedKeys)
    response.setCookies([
      SessionCookies.cookie(
        SessionCookies.session, value: begun.token.cookieValue, lifetime: Sessions.lifetime)
    ])
    return response
  }
}
