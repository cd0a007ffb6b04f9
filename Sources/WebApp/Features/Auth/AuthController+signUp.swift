import Core
import CreditLedger
import Foundation
import Hummingbird
import Storage

extension AuthController {
  struct SignUp: Decodable {
    let email: String
    let password: String
    let name: String?
  }

  /// Makes an account. A guest who signs up becomes that person and keeps chats, data sets and what is left of the
  /// credits;
  /// the account moves to the free plan.
  @Sendable func signUp(_ request: Request, _ context: LatchkeyRequestContext) async throws -> Response {
    guard configuration.allowsSignUp else { throw AuthError.signUpOff }
    let form = try await request.decode(as: SignUp.self, context: context)
    let email = try EmailAddress(form.email)
    try PasswordPolicy.check(form.password, email: email.text)
    let name = try Self.name(form.name)
    try await limiter.newAccount(address: context.clientAddress)
    guard try await users.user(email: email.text) == nil else { throw AuthError.emailTaken }
    let hash = try await hasher.hash(Secret(form.password))
    let guest = context.identity.flatMap { $0.user.isGuest ? $0.user : nil }
    let user = User(
      id: guest?.id ?? UserID(), email: email.text, name: name, role: .user, isGuest: false,
      passwordHash: hash.stored, createdAt: guest?.createdAt ?? clock.now)
    try await save(user, isUpgrade: guest != nil)
    return try await begin(for: user, status: .created, replacing: context.identity)
  }

  @Sendable func beginAsGuest(_ request: Request, _ context: LatchkeyRequestContext) async throws -> Response {
    guard configuration.allowsGuests else { throw AuthError.guestsOff }
    if let identity = context.identity {
      // Somebody who is already here keeps the session; a second click makes no second guest.
      return try JSONBodyEncoder.response(SessionBody(identity.user, configuration), status: .created)
    }
    try await limiter.newGuest(address: context.clientAddress)
    let user = User(
      id: UserID(), email: nil, name: nil, role: .user, isGuest: true, passwordHash: nil, createdAt: clock.now)
    try await users.create(user, plan: .guest, now: clock.now)
    return try await begin(for: user, status: .created, replacing: nil)
  }

  private func save(_ user: User, isUpgrade: Bool) async throws {
    guard isUpgrade else { return try await users.create(user, plan: .free, now: clock.now) }
    // False when the guest has signed up in another request meanwhile.
    guard try await users.upgradeGuest(to: user, plan: .free, by: "sign-up", now: clock.now) else {
      throw AuthError.emailTaken
    }
  }

  /// A name to be shown: at most 100 characters and 400 bytes, all of them visible; empty counts as none.
  private static func name(_ text: String?) throws -> String? {
    guard let name = text?.trimmingCharacters(in: VisibleText.edges), !name.isEmpty else { return nil }
    guard VisibleText.fits(name, characters: 100), name.unicodeScalars.allSatisfy(VisibleText.isVisible) else {
      throw RequestError.invalid(field: "name", reason: "it must be at most 100 visible characters on one line.")
    }
    return name
  }
}
