import Core
import CreditLedger
import Storage
import Testing

/// A person and the credit account come together or not at all; what is missing all the same is opened later.
@Suite struct PeopleWithAccountsTests {
  struct Stores {
    let database: any SQLDatabase
    var users: UserStore { UserStore(database: database) }
    var ledger: LedgerStore { LedgerStore(database: database) }

    /// Makes what comes second fail, as a crash would.
    func breakAccounts(on event: String) async throws {
      try await database.write { db in
        for statement in Self.breaking(event, in: db.dialect) { try db.execute(statement) }
      }
    }

    func mendAccounts() async throws {
      try await database.write { db in
        _ = try db.execute(db.dialect == .sqlite ? "DROP TRIGGER crash" : "DROP TRIGGER crash ON accounts")
      }
    }

    private static func breaking(_ event: String, in dialect: Dialect) -> [String] {
      switch dialect {
      case .sqlite: ["CREATE TRIGGER crash BEFORE \(event) ON accounts BEGIN SELECT RAISE(ABORT, 'crash'); END"]
      case .postgres:
        [
          "CREATE FUNCTION crash() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN RAISE 'crash'; END $body$",
          "CREATE TRIGGER crash BEFORE \(event) ON accounts FOR EACH ROW EXECUTE FUNCTION crash()",
        ]
      }
    }
  }

  private func withStores(_ engine: Engine, _ body: (Stores) async throws -> Void) async throws {
    try await withDatabase(engine) { try await body(Stores(database: $0)) }
  }

  private let ada = User(email: "ada@example.org", passwordHash: "h", createdAt: .start)

  @Test(arguments: Engine.allCases)
  func aPersonIsAddedWithAnAccountOrNotAtAll(engine: Engine) async throws {
    try await withStores(engine) { stores in
      try await stores.users.create(ada, plan: .standard, now: .start)
      let account = try await stores.ledger.account(of: ada.id)
      #expect(account?.plan == .standard && account?.available == 500)
      await #expect(throws: UserError.emailTaken) {
        try await stores.users.create(User(email: "ADA@example.org", createdAt: .start), plan: .free, now: .start)
      }
      try await stores.breakAccounts(on: "INSERT")
      let eve = User(email: "eve@example.org", createdAt: .start)
      await #expect(throws: StorageError.self) { try await stores.users.create(eve, plan: .free, now: .start) }
      let found = try await stores.users.user(eve.id)
      #expect(found == nil)
    }
  }

  @Test(arguments: Engine.allCases)
  func aGuestBecomesAPersonOnThePlanOrStaysAGuest(engine: Engine) async throws {
    try await withStores(engine) { stores in
      let guest = User(isGuest: true, createdAt: .start)
      try await stores.users.create(guest, plan: .guest, now: .start)
      let person = User(id: guest.id, email: "ada@example.org", createdAt: .start)
      try await stores.breakAccounts(on: "UPDATE")
      await #expect(throws: StorageError.self) {
        try await stores.users.upgradeGuest(to: person, plan: .free, by: "sign-up", now: .start)
      }
      let still = try await stores.users.user(guest.id)
      #expect(still?.isGuest == true)
      try await stores.mendAccounts()
      let isUpgraded = try await stores.users.upgradeGuest(to: person, plan: .free, by: "sign-up", now: .start)
      let isUpgradedAgain = try await stores.users.upgradeGuest(to: person, plan: .free, by: "sign-up", now: .start)
      let account = try await stores.ledger.account(of: guest.id)
      #expect(isUpgraded && !isUpgradedAgain && account?.plan == .free && account?.available == 20)
    }
  }

  @Test(arguments: Engine.allCases)
  func aGuestWhomTheOperatorGaveAPlanKeepsIt(engine: Engine) async throws {
    try await withStores(engine) { stores in
      let guest = User(isGuest: true, createdAt: .start)
      try await stores.users.create(guest, plan: .guest, now: .start)
      let account = try await stores.ledger.openedAccount(of: guest.id)
      _ = try await stores.ledger.changePlan(of: account.id, to: .standard, by: "admin", now: .start)
      let person = User(id: guest.id, email: "ada@example.org", createdAt: .start)
      try await stores.users.upgradeGuest(to: person, plan: .free, by: "sign-up", now: .start)
      let after = try await stores.ledger.openedAccount(of: guest.id)
      #expect(after.plan == .standard)
    }
  }

  @Test(arguments: Engine.allCases, [true, false])
  func aMissingAccountIsOpenedAsOfTheTimeThePersonCame(engine: Engine, isGuest: Bool) async throws {
    try await withStores(engine) { stores in
      let user = User(isGuest: isGuest, createdAt: .start)
      try await stores.users.create(user)
      let first = try await stores.ledger.openedAccount(of: user.id)
      let second = try await stores.ledger.openedAccount(of: user.id)
      #expect(first == second && first.openedAt == .start && first.plan == (isGuest ? .guest : .free))
      await #expect(throws: CreditError.unknownAccount) { try await stores.ledger.openedAccount(of: UserID()) }
    }
  }
}
