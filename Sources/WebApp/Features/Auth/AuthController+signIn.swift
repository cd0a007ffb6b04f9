import Core
import Hummingbird
import Storage

extension AuthController {
  struct Credentials: Decodable {
    let email: String
    let password: String
  }

  @Sendable func signIn(_ request: Request, _ context: LatchkeyRequestContext) async throws -> Response {
    let credentials = try await request.decode(as: Credentials.self, context: context)
    guard credentials.password.utf8.count <= PasswordPolicy.longest,
      let email = try? EmailAddress(credentials.email)
    else { throw AuthError.invalidCredentials }
    try await limiter.attempt(address: context.clientAddress, email: email.text)
    let user = try await users.user(email: email.text)
    let stored = user?.passwordHash.flatMap(PasswordHash.init)
    guard try await hasher.verify(Secret(credentials.password), against: stored), let user else {
      throw AuthError.invalidCredentials
    }
    try await limiter.succeeded(address: context.clientAddress, email: email.text)
    return try await begin(for: user, status: .ok, replacing: context.identity)
  }

  @Sendable func signOut(_ request: Request, _ context: LatchkeyRequestContext) async throws -> Response {
    if let identity = context.identity { try await sessions.end(identity.session) }
    var response = Response(status: .noContent)
    response.setCookies([SessionCookies.cleared(SessionCookies.session)] + SessionCookies.clearedKeys)
    return response
  }

  struct PasswordChange: Decodable {
    let current: String
    let new: String
  }

  /// Changes the password and ends all other sessions of the person.
  @Sendable func changePassword(_ request: Request, _ context: LatchkeyRequestContext) async throws -> Response {
    let identity = try context.requireIdentity()
    guard !identity.user.isGuest else { throw AuthError.accountOnly }
    let change = try await request.decode(as: PasswordChange.self, context: context)
    try await limiter.attempt(address: context.clientAddress, email: identity.user.email)
    try PasswordPolicy.check(change.new, email: identity.user.email)
    guard change.current.utf8.count <= PasswordPolicy.longest else { throw AuthError.invalidCredentials }
    let stored = identity.user.passwordHash.flatMap(PasswordHash.init)
    guard try await hasher.verify(Secret(change.current), against: stored) else { throw AuthError.invalidCredentials }
    let hash = try await hasher.hash(Secret(change.new))
    try await users.setPassword(of: identity.user.id, hash: hash.stored)
    try await sessions.endAll(of: identity.user.id, except: identity.session)
    return Response(status: .noContent)
  }
}
