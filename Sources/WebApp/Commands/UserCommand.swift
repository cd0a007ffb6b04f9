import Core
import CreditLedger
import Storage

/// `latchkey user`: add, password, role. Passwords come from standard input.
package struct UserCommand: Sendable {
  private let settings: [String]

  package init(settings: [String]) { self.settings = settings }

  package func add(_ text: String, role: String, plan: String) async throws {
    let email = try EmailAddress(text)
    guard let role = UserRole(rawValue: role) else { throw CommandError.unknownRole(role) }
    guard let plan = PlanID(rawValue: plan) else { throw CommandError.unknownPlan(plan) }
    let hash = try await Self.hash(of: email)
    try await DatabaseCommand.run(settings: settings) { database, _ in
      let now = try await database.commonClock().now
      let user = User(email: email.text, role: role, passwordHash: hash.stored, createdAt: now)
      try await UserStore(database: database).create(user, plan: plan, now: now)
      print("added \(email.text) (\(role.rawValue), plan \(plan.rawValue))")
    }
  }

  package func setPassword(of text: String) async throws {
    let hash = try await Self.hash(of: try EmailAddress(text))
    try await DatabaseCommand.run(settings: settings) { database, _ in
      let user = try await Self.user(text, in: database)
      _ = try await UserStore(database: database).setPassword(of: user.id, hash: hash.stored)
      _ = try await SessionStore(database: database).deleteAll(of: user.id)
      print("password set; \(text) is signed out everywhere")
    }
  }

  package func setRole(of text: String, to name: String) async throws {
    guard let role = UserRole(rawValue: name) else { throw CommandError.unknownRole(name) }
    try await DatabaseCommand.run(settings: settings) { database, _ in
      let user = try await Self.user(text, in: database)
      _ = try await UserStore(database: database).setRole(of: user.id, to: role)
      print("\(text) is \(role.rawValue)")
    }
  }

  private static func hash(of email: EmailAddress) async throws -> PasswordHash {
    let password = try StandardInput.line()
    try PasswordPolicy.check(password, email: email.text)
    return try await PasswordHasher().hash(Secret(password))
  }

  private static func user(_ text: String, in database: any SQLDatabase) async throws -> User {
    guard let user = try await UserStore(database: database).user(email: text) else {
      throw CommandError.noSuchPerson(text)
    }
    return user
  }
}
