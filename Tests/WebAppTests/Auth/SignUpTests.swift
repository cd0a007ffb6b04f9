import HTTPTypes
import Core
import CreditLedger
import HummingbirdTesting
import Storage
import Testing

@testable import WebApp

@Suite struct SignUpTests {
  private let ada: JSONValue = ["email": "ada@example.org", "password": "a fine password", "name": "Ada"]

  @Test func aPersonWhoSignsUpIsSignedInOnTheFreePlan() async throws {
    let site = try await Site()
    try await site.application().test(.router) { client async throws in
      let browser = Browser(client)
      let answer = try await browser.send(.post, "/api/auth/sign-up", json: ada)
      #expect(answer.status == 201)
      #expect(answer.json["user"]?["email"] == "ada@example.org")
      #expect(answer.json["user"]?["is_guest"] == false)
      #expect(answer.json["user"]?["role"] == "user")
      #expect(try await browser.send(.get, "/api/session").json["user"] == answer.json["user"])
      #expect(!answer.text.contains("scrypt"))
    }
    let user = try #require(try await site.users.user(email: "ada@example.org"))
    let account = try #require(try await site.ledger.account(of: user.id))
    #expect(account.plan == .free)
    #expect(account.available == 20)
  }

  @Test func theSessionCookieIsLockedDown() async throws {
    try await Site().application().test(.router) { client async throws in
      let answer = try await Browser(client).send(.post, "/api/auth/sign-up", json: ada)
      let cookies = answer.headers[values: .setCookie]
      #expect(cookies.count == 5)
      for cookie in cookies {
        let attributes = Set(cookie.split(separator: "; ").dropFirst().map(String.init))
        #expect(attributes.isSuperset(of: ["HttpOnly", "Secure", "SameSite=Strict", "Path=/"]))
        #expect(attributes.contains(cookie.hasPrefix("latchkey_session=") ? "Max-Age=2592000" : "Max-Age=0"))
      }
    }
  }

  @Test func onlyAHashOfTheTokenIsInTheDatabase() async throws {
    let site = try await Site()
    try await site.application().test(.router) { client async throws in
      let browser = Browser(client)
      try await browser.send(.post, "/api/auth/sign-up", json: ada)
      let token = try #require(browser.cookies[SessionCookies.session])
      let hashes = try await site.database.read { db in
        try db.rows("SELECT token_hash FROM sessions", []).map { try $0.text("token_hash") }
      }
      #expect(hashes == [SessionToken(cookieValue: token)?.hash])
    }
  }

  @Test(
    arguments: [
      (["email": "no address", "password": "a fine password"], 422, "auth.invalid_email"),
      (["email": "a@example.org", "password": "short"], 422, "auth.weak_password"),
      (["email": "a@example.org", "password": "aaaaaaaaaaaaa"], 422, "auth.weak_password"),
      (["email": "ADA@example.org", "password": "another password"], 409, "auth.email_taken"),
      (["email": "a@example.org"], 400, "request.invalid"),
      (["email": 5, "password": "a fine password"], 400, "request.invalid"),
      (["email": "a@example.org", "password": "a fine password", "name": "two\nlines"], 400, "request.invalid"),
      (["email": "a@example.org", "password": "a fine password", "name": "A\u{200B}da"], 400, "request.invalid"),
      (["email": "a@example.org", "password": "a fine password", "name": "A\u{A0}da"], 400, "request.invalid"),
      (["email": "a@example.org", "password": "a fine password", "name": "\u{3164}"], 400, "request.invalid"),
      (
        [
          "email": "a@example.org", "password": "a fine password",
          "name": .string("a" + String(repeating: "\u{301}", count: 300)),
        ],
        400, "request.invalid"
      ),
    ] as [(JSONValue, Int, String)])
  func aWrongSignUpIsRefusedWithItsReason(body: JSONValue, status: Int, code: String) async throws {
    try await Site().application().test(.router) { client async throws in
      try await Browser(client).send(.post, "/api/auth/sign-up", json: ada)
      let answer = try await Browser(client).send(.post, "/api/auth/sign-up", json: body)
      #expect(answer.status == status)
      #expect(answer.code == code)
      #expect(answer.headers[values: .setCookie].isEmpty)
    }
  }

  @Test func aGuestWhoSignsUpStaysTheSamePersonWithANewSession() async throws {
    let site = try await Site()
    try await site.application().test(.router) { client async throws in
      let browser = Browser(client)
      let guest = try await browser.send(.post, "/api/auth/guest")
      let guestCookie = browser.cookies[SessionCookies.session]
      let answer = try await browser.send(.post, "/api/auth/sign-up", json: ada)
      #expect(answer.json["user"]?["id"] == guest.json["user"]?["id"])
      #expect(answer.json["user"]?["is_guest"] == false)
      #expect(browser.cookies[SessionCookies.session] != guestCookie)
      let old = Browser(client)
      old.cookies = [SessionCookies.session: guestCookie ?? ""]
      #expect(try await old.send(.get, "/api/session").json["user"] == .null)
    }
    let user = try #require(try await site.users.user(email: "ada@example.org"))
    #expect(try await site.ledger.account(of: user.id)?.plan == .free)
    #expect(try await site.users.count() == 1)
  }

  @Test func aGuestCantTakeSomebodyElsesAddress() async throws {
    let site = try await Site()
    try await site.application().test(.router) { client async throws in
      try await Browser(client).send(.post, "/api/auth/sign-up", json: ada)
      let guest = Browser(client)
      try await guest.send(.post, "/api/auth/guest")
      #expect(try await guest.send(.post, "/api/auth/sign-up", json: ada).code == "auth.email_taken")
      #expect(try await guest.send(.get, "/api/session").json["user"]?["is_guest"] == true)
    }
  }

  @Test func theOperatorCanSwitchSignUpOff() async throws {
    try await Site { $0.allowsSignUp = false }.application().test(.router) { client async throws in
      let answer = try await Browser(client).send(.post, "/api/auth/sign-up", json: ada)
      #expect(answer.status == 403)
      #expect(answer.code == "auth.sign_up_off")
      #expect(try await Browser(client).send(.get, "/api/session").json["sign_up_allowed"] == false)
    }
  }
}
