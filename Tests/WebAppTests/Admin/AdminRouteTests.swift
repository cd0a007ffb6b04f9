import Core
import CreditLedger
import HTTPTypes
import Storage
import TestSupport
import Testing

@testable import WebApp

@Suite struct AdminRouteTests {
  static let routes: [(method: HTTPRequest.Method, path: String, body: JSONValue?)] = [
    (.get, "/api/admin/usage", nil), (.get, "/api/admin/usage.csv", nil), (.get, "/api/admin/users", nil),
    (.post, "/api/admin/users/ID/grants", ["amount": 5, "reason": "thanks"]),
    (.post, "/api/admin/users/ID/plan", ["plan": "standard"]),
  ]

  @Test(arguments: 0..<routes.count)
  func onlyAnAdministratorPassesAndNobodyElseChangesAnything(index: Int) async throws {
    let route = Self.routes[index]
    try await WholeSite.with { site in
      let (person, user) = try await site.signedIn("ada@example.org")
      let guest = Browser(site.client)
      try await guest.send(.post, "/api/auth/guest", json: [:])
      let path = route.path.replacing("ID", with: user.id.rawValue)
      for (browser, status, code) in [
        (Browser(site.client), 401, "auth.required"), (person, 403, "auth.admin_only"), (guest, 403, "auth.admin_only"),
      ] {
        let answer = try await browser.send(route.method, path, json: route.body)
        #expect(answer.status == status && answer.code == code)
      }
      let account = try #require(try await site.ledger.account(of: user.id))
      #expect(account.available == 20 && account.plan == .free)
      let (admin, _) = try await site.signedIn("operator@example.org", role: .admin)
      #expect((200...201).contains(try await admin.send(route.method, path, json: route.body).status))
    }
  }

  @Test func aGrantThatIsSentAgainIsMadeOnce() async throws {
    try await WholeSite.with { site in
      let (admin, _) = try await site.signedIn("operator@example.org", role: .admin)
      let (_, user) = try await site.signedIn("ada@example.org")
      let path = "/api/admin/users/\(user.id)/grants"
      let grant: JSONValue = ["amount": 30, "reason": "sorry", "idempotency_key": "one-dialog"]
      for _ in 0..<2 {
        let answer = try await admin.send(.post, path, json: grant)
        #expect(answer.status == 201 && answer.json["available"] == 50)
      }
      let other: JSONValue = ["amount": 31, "reason": "sorry", "idempotency_key": "one-dialog"]
      #expect(try await admin.send(.post, path, json: other).status == 409)
      let next: JSONValue = ["amount": 1, "reason": "sorry", "idempotency_key": "next-dialog"]
      #expect(try await admin.send(.post, path, json: next).json["available"] == 51)
    }
  }

  @Test func thePlanThatSomebodyHasAlreadyGrantsNothing() async throws {
    try await WholeSite.with { site in
      let (admin, _) = try await site.signedIn("operator@example.org", role: .admin)
      let (_, user) = try await site.signedIn("ada@example.org")
      let account = try await site.ledger.accountID(of: user.id)
      let path = "/api/admin/users/\(user.id)/plan"
      #expect(try await admin.send(.post, path, json: ["plan": "standard"]).json["available"] == 500)
      _ = try await site.ledger.adjust(account, by: -400, madeBy: "test", reason: "test", now: site.clock.now)
      let again = try await admin.send(.post, path, json: ["plan": "standard"])
      #expect(again.status == 200 && again.json["available"] == 100)
    }
  }

  @Test(
    arguments: [
      ("grants", ["amount": 0, "reason": "x"]), ("grants", ["amount": -5, "reason": "x"]),
      ("grants", ["amount": 1.5, "reason": "x"]), ("grants", ["amount": 5, "reason": ""]), ("grants", ["amount": 5]),
      ("grants", ["amount": 5, "reason": .string(String(repeating: "e\u{301}\u{302}\u{303}", count: 400))]),
      ("grants", ["amount": 5, "reason": "x", "idempotency_key": ""]), ("plan", ["plan": "gold"]), ("plan", [:]),
    ] as [(String, JSONValue)])
  func whatIsNoGrantAndNoPlanIsRefused(path: String, body: JSONValue) async throws {
    try await WholeSite.with { site in
      let (admin, user) = try await site.signedIn("operator@example.org", role: .admin)
      let answer = try await admin.send(.post, "/api/admin/users/\(user.id)/\(path)", json: body)
      #expect(answer.status == 400 && answer.code == "request.invalid")
      let account = try await site.ledger.account(of: user.id)
      #expect(account?.available == 20)
    }
  }

  @Test func nobodyIsFoundWhoIsNotThere() async throws {
    try await WholeSite.with { site in
      let (admin, _) = try await site.signedIn("operator@example.org", role: .admin)
      let answer = try await admin.send(.post, "/api/admin/users/nobody/plan", json: ["plan": "free"])
      #expect(answer.status == 404 && answer.code == "user.not_found")
    }
  }

  @Test func theListFindsPeopleAndBoundsTheSearch() async throws {
    try await WholeSite.with { site in
      let (admin, _) = try await site.signedIn("operator@example.org", role: .admin)
      _ = try await site.signedIn("ada@example.org")
      let found = try await admin.send(.get, "/api/admin/users?search=ADA").json["users"]?.arrayValue
      #expect(found?.count == 1 && found?.first?["available"] == 20 && found?.first?["plan"] == "free")
      let long = String(repeating: "a", count: 201)
      #expect(try await admin.send(.get, "/api/admin/users?search=\(long)").code == "request.invalid")
    }
  }

  @Test func aPersonWhoseAccountIsMissingGetsOneAndBreaksNoList() async throws {
    try await WholeSite.with { site in
      let (admin, _) = try await site.signedIn("operator@example.org", role: .admin)
      let lost = User(email: "lost@example.org", createdAt: site.clock.now)
      try await site.users.create(lost)
      let list = try await admin.send(.get, "/api/admin/users")
      let row = try #require(list.json["users"]?.arrayValue?.first { $0["email"] == "lost@example.org" })
      #expect(list.status == 200 && row["plan"] == "free" && row["available"] == 20)
      let person = Browser(site.client)
      person.cookies = [SessionCookies.session: try await site.services.sessions.begin(for: lost).token.cookieValue]
      #expect(try await person.send(.get, "/api/user/credits").json["available"] == 20)
    }
  }

  @Test func anAccountThatCantBeReadLeavesItsRowWithoutABalance() async throws {
    try await WholeSite.with { site in
      let (admin, _) = try await site.signedIn("operator@example.org", role: .admin)
      try await site.users.create(User(email: "lost@example.org", createdAt: site.clock.now))
      try await site.database.write { db in
        _ = try db.execute(
          "CREATE TRIGGER broken BEFORE INSERT ON accounts BEGIN SELECT RAISE(ABORT, 'broken'); END")
      }
      let list = try await admin.send(.get, "/api/admin/users")
      let row = try #require(list.json["users"]?.arrayValue?.first { $0["email"] == "lost@example.org" })
      #expect(list.status == 200 && row["plan"] == nil && row["available"] == nil)
      #expect(list.json["users"]?.arrayValue?.count == 2)
    }
  }
}
