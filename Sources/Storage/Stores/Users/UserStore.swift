package import Core

/// People. E-mail addresses are kept as they were written and compared without regard to case.
package struct UserStore: Sendable {
  let database: any SQLDatabase

  package init(database: any SQLDatabase) { self.database = database }

  /// Adds a person without a credit account; `LedgerStore.openedAccount(of:)` opens it when it is needed.
  ///
  /// - Throws: `UserError.emailTaken`.
  package func create(_ user: User) async throws {
    try await database.write { db in try Self.insert(user, on: db) }
  }

  static func insert(_ user: User, on db: any SQLConnection) throws {
    let created = try db.execute(
      """
      INSERT INTO users (id, email, email_key, name, search_text, role, is_guest, password_hash, created_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (email_key) DO NOTHING
      """,
      [
        .id(user.id), .text(user.email), .text(user.email.map(key)), .text(user.name), .text(searchText(user)),
        .name(user.role), .flag(user.isGuest), .text(user.passwordHash), .time(user.createdAt),
      ])
    guard created == 1 else { throw UserError.emailTaken }
  }

  package func user(_ id: UserID) async throws -> User? {
    try await database.read { db in
      try db.row("SELECT \(Self.columns) FROM users WHERE id = $1", [.id(id)]).map(User.init(row:))
    }
  }

  package func user(email: String) async throws -> User? {
    try await database.read { db in
      try db.row("SELECT \(Self.columns) FROM users WHERE email_key = $1", [.text(Self.key(email))]).map(
        User.init(row:))
    }
  }

  /// Whether there was such a guest.
  static func upgrade(to user: User, on db: any SQLConnection) throws -> Bool {
    try db.execute(
      """
      UPDATE users SET email = $2, email_key = $3, name = $4, search_text = $5, is_guest = 0, password_hash = $6
      WHERE id = $1 AND is_guest = 1
      """,
      [
        .id(user.id), .text(user.email), .text(user.email.map(key)), .text(user.name), .text(searchText(user)),
        .text(user.passwordHash),
      ]) == 1
  }

  /// Returns whether there is such a person.
  @discardableResult
  package func setPassword(of id: UserID, hash: String) async throws -> Bool {
    try await database.write { db in
      try db.execute("UPDATE users SET password_hash = $2 WHERE id = $1", [.id(id), .text(hash)]) == 1
    }
  }

  /// Returns whether there is such a person.
  @discardableResult
  package func setRole(of id: UserID, to role: UserRole) async throws -> Bool {
    try await database.write { db in
      try db.execute("UPDATE users SET role = $2 WHERE id = $1", [.id(id), .name(role)]) == 1
    }
  }

  /// People, the newest first, whose e-mail address or name contains `search`.
  ///
  /// - Parameters:
  ///   - page: from 0.
  ///   - size: people on a page, 1 to 500.
  package func list(page: Int = 0, size: Int = 100, search: String? = nil) async throws -> [User] {
    let size = min(max(size, 1), 500)
    let pattern = Self.pattern(search)
    return try await database.read { db in
      try db.rows(
        """
        SELECT \(Self.columns) FROM users WHERE search_text LIKE $1 ESCAPE '!'
        ORDER BY created_at DESC, id LIMIT $2 OFFSET $3
        """,
        [.text(pattern), .integer(size), .integer(max(page, 0) * size)]
      ).map(User.init(row:))
    }
  }

  package func count(search: String? = nil) async throws -> Int {
    let pattern = Self.pattern(search)
    return try await database.read { db in
      try db.row("SELECT COUNT(*) AS people FROM users WHERE search_text LIKE $1 ESCAPE '!'", [.text(pattern)])?
        .int("people") ?? 0
    }
  }

  private static let columns = "id, email, name, role, is_guest, password_hash, created_at"

  private static func key(_ email: String) -> String { email.lowercased() }

  private static func searchText(_ user: User) -> String {
    [user.email, user.name].compactMap { $0?.lowercased() }.joined(separator: " ")
  }

  private static func pattern(_ search: String?) -> String {
    var escaped = ""
    for character in (search ?? "").lowercased() {
      if "!%_".contains(character) { escaped.append("!") }
      escaped.append(character)
    }
    return "%\(escaped)%"
  }
}

extension User {
  init(row: SQLRow) throws {
    self.init(
      id: try row.id("id"), email: try row.optionalText("email"), name: try row.optionalText("name"),
      role: try row.named("role"), isGuest: try row.flag("is_guest"),
      passwordHash: try row.optionalText("password_hash"),
      createdAt: try row.time("created_at"))
  }
}
