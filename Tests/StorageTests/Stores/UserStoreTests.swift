import Core
import Storage
import Testing

@Suite struct UserStoreTests {
  func withStore(_ engine: Engine, _ body: (UserStore) async throws -> Void) async throws {
    try await withDatabase(engine) { try await body(UserStore(database: $0)) }
  }

  @Test(arguments: Engine.allCases)
  func aPersonComesBackAsTheyWereCreated(engine: Engine) async throws {
    try await withStore(engine) { users in
      let ada = User(email: "Ada@Example.org", name: "Ada Łovelace", role: .admin, passwordHash: "h", createdAt: .start)
      let guest = User(isGuest: true, createdAt: .start)
      for user in [ada, guest] {
        try await users.create(user)
        let found = try await users.user(user.id)
        #expect(found == user)
      }
      let nobody = try await users.user(UserID())
      #expect(nobody == nil)
    }
  }

  @Test(arguments: Engine.allCases)
  func anEmailAddressBelongsToOnePersonHoweverItIsWritten(engine: Engine) async throws {
    try await withStore(engine) { users in
      let first = User(email: "Ada@Example.org", createdAt: .start)
      try await users.create(first)
      await #expect(throws: UserError.emailTaken) {
        try await users.create(User(email: "aDA@example.ORG", createdAt: .start))
      }
      let found = try await users.user(email: "ADA@EXAMPLE.ORG")
      #expect(found == first)
    }
  }

  @Test(arguments: Engine.allCases)
  func guestsNeedNoEmailAddress(engine: Engine) async throws {
    try await withStore(engine) { users in
      for _ in 0..<3 { try await users.create(User(isGuest: true, createdAt: .start)) }
      let count = try await users.count()
      #expect(count == 3)
    }
  }

  @Test(arguments: Engine.allCases)
  func passwordsAndRolesChange(engine: Engine) async throws {
    try await withStore(engine) { users in
      let user = User(email: "a@b.c", passwordHash: "old", createdAt: .start)
      try await users.create(user)
      let changes = (
        try await users.setPassword(of: user.id, hash: "new"), try await users.setRole(of: user.id, to: .admin),
        try await users.setRole(of: UserID(), to: .admin)
      )
      #expect(changes == (true, true, false))
      let found = try await users.user(user.id)
      #expect(found?.passwordHash == "new" && found?.role == .admin)
    }
  }

  @Test(arguments: Engine.allCases)
  func peopleAreFoundByPartOfTheirNameOrAddress(engine: Engine) async throws {
    try await withStore(engine) { users in
      for (index, name) in ["Ada", "Grace 100%", "Under_score"].enumerated() {
        try await users.create(
          User(email: "p\(index)@example.org", name: name, createdAt: .start + .seconds(index)))
      }
      for (search, names) in [
        ("ada", ["Ada"]), ("P1@", ["Grace 100%"]), ("0%", ["Grace 100%"]), ("r_s", ["Under_score"]), ("a_a", []),
        ("", ["Under_score", "Grace 100%", "Ada"]), ("!", []),
      ] as [(String, [String])] {
        let found = try await users.list(search: search)
        let count = try await users.count(search: search)
        #expect(found.map(\.name) == names && count == names.count, "search \(search)")
      }
      let second = try await users.list(page: 1, size: 2)
      #expect(second.map(\.name) == ["Ada"])
    }
  }
}
