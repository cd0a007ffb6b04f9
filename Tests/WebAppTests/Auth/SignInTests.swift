import HTTPTypes
import Core
import HummingbirdTesting
import TestSupport
import Testing

@testable import WebApp

@Suite struct SignInTests {
  private let ada: JSONValue = ["email": "ada@example.org", "password": "a fine password"]

  @Test func thePersonWithThePasswordIsSignedIn() async throws {
    try await Site().application().test(.router) { client async throws in
      try await Browser(client).send(.post, "/api/auth/sign-up", json: ada)
      let browser = Browser(client)
      let answer = try await browser.send(
        .post, "/api/auth/sign-in", json: ["email": " ADA@example.org", "password": "a fine password"])
      #expect(answer.status == 200)
      #expect(try await browser.send(.get, "/api/session").json["user"]?["email"] == "ada@example.org")
    }
  }

  @Test(
    arguments: [
      ["email": "ada@example.org", "password": "a fine passwort"],
      ["email": "eve@example.org", "password": "a fine password"],
      ["email": "nobody", "password": "a fine password"], ["email": "ada@example.org", "password": ""],
    ] as [JSONValue])
  func aWrongAddressAndAWrongPasswordLookAlike(body: JSONValue) async throws {
    try await Site().application().test(.router) { client async throws in
      try await Browser(client).send(.post, "/api/auth/sign-up", json: ada)
      let answer = try await Browser(client).send(.post, "/api/auth/sign-in", json: body)
      #expect(answer.status == 401)
      #expect(
        answer.text
          == #"{"error":{"code":"auth.invalid_credentials","message":"\#(AuthError.invalidCredentials.message)"}}"#)
    }
  }

  @Test func guessingIsSlowedDownByAddressOfTheAccount() async throws {
    let site = try await Site()
    try await site.application().test(.router) { client async throws in
      try await Browser(client).send(.post, "/api/auth/sign-up", json: ada)
      let wrong: JSONValue = ["email": "ada@example.org", "password": "a wrong password"]
      for _ in 0..<AuthLimiter.attemptsPerEmail {
        #expect(try await Browser(client).send(.post, "/api/auth/sign-in", json: wrong).status == 401)
      }
      let answer = try await Browser(client).send(.post, "/api/auth/sign-in", json: ada)
      #expect(answer.status == 429)
      #expect(answer.code == "auth.too_many_attempts")
      #expect(answer.headers[.retryAfter] == "900")
      site.clock.advance(by: AuthLimiter.emailWindow)
      #expect(try await Browser(client).send(.post, "/api/auth/sign-in", json: ada).status == 200)
    }
  }

  @Test func theRightPasswordClearsTheCount() async throws {
    try await Site().application().test(.router) { client async throws in
      try await Browser(client).send(.post, "/api/auth/sign-up", json: ada)
      for _ in 0..<(2 * AuthLimiter.attemptsPerEmail) {
        #expect(try await Browser(client).send(.post, "/api/auth/sign-in", json: ada).status == 200)
      }
    }
  }

  @Test func attemptsAreLimitedByAddressToo() async throws {
    try await Site { $0.authAttemptsPerHour = 3 }.application().test(.router) { client async throws in
      for number in 0..<3 {
        let body: JSONValue = ["email": .string("p\(number)@example.org"), "password": "a wrong password"]
        #expect(try await Browser(client).send(.post, "/api/auth/sign-in", json: body).status == 401)
      }
      #expect(try await Browser(client).send(.post, "/api/auth/sign-in", json: ada).code == "auth.too_many_attempts")
    }
  }

  @Test func signingInEndsTheSessionBefore() async throws {
    try await Site().application().test(.router) { client async throws in
      let browser = Browser(client)
      try await browser.send(.post, "/api/auth/sign-up", json: ada)
      let before = browser.cookies
      try await browser.send(.post, "/api/auth/sign-in", json: ada)
      #expect(browser.cookies != before)
      browser.cookies = before
      #expect(try await browser.send(.get, "/api/session").json["user"] == .null)
    }
  }

  @Test func aNewPasswordEndsAllOtherSessions() async throws {
    try await Site().application().test(.router) { client async throws in
      let here = Browser(client)
      let elsewhere = Browser(client)
      try await here.send(.post, "/api/auth/sign-up", json: ada)
      try await elsewhere.send(.post, "/api/auth/sign-in", json: ada)
      let change: JSONValue = ["current": "a fine password", "new": "a better password"]
      #expect(try await here.send(.post, "/api/auth/password", json: change).status == 204)
      #expect(try await here.send(.get, "/api/session").json["user"] != .null)
      #expect(try await elsewhere.send(.get, "/api/session").json["user"] == .null)
      #expect(try await elsewhere.send(.post, "/api/auth/sign-in", json: ada).status == 401)
    }
  }

  @Test(
    arguments: [
      (["current": "a wrong password", "new": "a better password"], 401, "auth.invalid_credentials"),
      (["current": "a fine password", "new": "short"], 422, "auth.weak_password"),
      (["current": "a fine password"], 400, "request.invalid"),
    ] as [(JSONValue, Int, String)])
  func aWrongPasswordChangeIsRefused(body: JSONValue, status: Int, code: String) async throws {
    try await Site().application().test(.router) { client async throws in
      let browser = Browser(client)
      try await browser.send(.post, "/api/auth/sign-up", json: ada)
      let answer = try await browser.send(.post, "/api/auth/password", json: body)
      #expect(answer.status == status)
      #expect(answer.code == code)
    }
  }

  @Test func guestsAndVisitorsHaveNoPasswordToChange() async throws {
    try await Site().application().test(.router) { client async throws in
      let change: JSONValue = ["current": "a fine password", "new": "a better password"]
      let browser = Browser(client)
      #expect(try await browser.send(.post, "/api/auth/password", json: change).code == "auth.required")
      try await browser.send(.post, "/api/auth/guest")
      #expect(try await browser.send(.post, "/api/auth/password", json: change).code == "auth.account_only")
    }
  }
}
