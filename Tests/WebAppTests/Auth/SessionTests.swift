import HTTPTypes
import Core
import CreditLedger
import Hummingbird
import HummingbirdTesting
import Logging
import Storage
import TestSupport
import Testing

@testable import WebApp

@Suite struct SessionTests {
  @Test func signingOutMakesTheOldCookieWorthless() async throws {
    let site = try await Site()
    try await site.application().test(.router) { client async throws in
      let browser = Browser(client)
      try await browser.send(.post, "/api/auth/guest")
      let cookies = browser.cookies
      browser.cookies["latchkey_key_openai"] = "sealed"
      let answer = try await browser.send(.post, "/api/auth/sign-out")
      #expect(answer.status == 204)
      #expect(browser.cookies.isEmpty)
      browser.cookies = cookies
      #expect(try await browser.send(.get, "/api/session").json["user"] == .null)
    }
    let left = try await site.database.read { try $0.rows("SELECT id FROM sessions", []).count }
    #expect(left == 0)
  }

  @Test func signingOutWithoutASessionIsFine() async throws {
    try await Site().application().test(.router) { client async throws in
      #expect(try await Browser(client).send(.post, "/api/auth/sign-out").status == 204)
    }
  }

  @Test func aSessionEndsAfterThirtyDays() async throws {
    let site = try await Site()
    try await site.application().test(.router) { client async throws in
      let browser = Browser(client)
      try await browser.send(.post, "/api/auth/guest")
      site.clock.advance(by: Sessions.lifetime - .seconds(1))
      #expect(try await browser.send(.get, "/api/session").json["user"] != .null)
      site.clock.advance(by: .seconds(1))
      #expect(try await browser.send(.get, "/api/session").json["user"] == .null)
    }
  }

  @Test func useIsNotedNowAndThen() async throws {
    let site = try await Site()
    let store = SessionStore(database: site.database)
    let begun = try await site.beginGuest()
    for (step, isNoted) in [(Duration.seconds(599), false), (.seconds(1), true), (.seconds(1), false)] {
      site.clock.advance(by: step)
      #expect(try await site.sessions.identity(ofCookie: begun.token.cookieValue) != nil)
      let seen = try await store.session(tokenHash: begun.token.hash, now: site.clock.now)?.lastSeenAt
      #expect((seen == site.clock.now) == isNoted)
    }
  }

  @Test func whatIsOverIsCleanedUp() async throws {
    let site = try await Site()
    _ = try await site.beginGuest()
    site.clock.advance(by: Sessions.lifetime)
    _ = try await site.beginGuest()
    await Housekeeping(database: site.database, clock: site.clock.wallClock, logger: Logger(label: "test")).cleanUp()
    let left = try await site.database.read { try $0.rows("SELECT id FROM sessions", []).count }
    #expect(left == 1)
  }

  @Test func aTruncatedTamperedOrInventedCookieIsNobody() async throws {
    try await Site().application().test(.router) { client async throws in
      let browser = Browser(client)
      try await browser.send(.post, "/api/auth/guest")
      let token = try #require(browser.cookies[SessionCookies.session])
      let changed = (token.first == "A" ? "B" : "A") + token.dropFirst()
      for value in [
        String(token.dropLast()), changed, "", "x", token + token, SessionToken().cookieValue, "%00",
        "\"" + token + "\"",
      ] {
        browser.cookies = [SessionCookies.session: value]
        let answer = try await browser.send(.get, "/api/session")
        #expect(answer.status == 200)
        #expect(answer.json["user"] == .null)
      }
    }
  }

  @Test func eachSessionIsItsOwnPerson() async throws {
    try await Site().application().test(.router) { client async throws in
      let first = Browser(client)
      let second = Browser(client)
      try await first.send(.post, "/api/auth/guest")
      try await second.send(.post, "/api/auth/guest")
      let ids = try await [first, second].asyncMap { try await $0.send(.get, "/api/session").json["user"]?["id"] }
      #expect(ids[0] != ids[1])
      swap(&first.cookies, &second.cookies)
      #expect(try await first.send(.get, "/api/session").json["user"]?["id"] == ids[1])
    }
  }

  @Test func aGuestStaysTheSameGuestAndHasTheGuestPlan() async throws {
    let site = try await Site()
    try await site.application().test(.router) { client async throws in
      let browser = Browser(client)
      let first = try await browser.send(.post, "/api/auth/guest", json: [:])
      let again = try await browser.send(.post, "/api/auth/guest")
      #expect(first.status == 201)
      #expect(first.json["user"] == again.json["user"])
      #expect(first.json["user"]?["email"] == .null)
      #expect(first.json["user"]?["is_guest"] == true)
      let id = try #require(first.json["user"]?["id"]?.stringValue.flatMap { UserID($0) })
      #expect(try await site.ledger.account(of: id)?.plan == .guest)
    }
  }

  @Test func guestsAreLimitedByAddressAndCanBeSwitchedOff() async throws {
    try await Site { $0.guestsPerHour = 2 }.application().test(.router) { client async throws in
      for _ in 0..<2 { #expect(try await Browser(client).send(.post, "/api/auth/guest").status == 201) }
      #expect(try await Browser(client).send(.post, "/api/auth/guest").code == "auth.too_many_attempts")
    }
    try await Site { $0.allowsGuests = false }.application().test(.router) { client async throws in
      let answer = try await Browser(client).send(.post, "/api/auth/guest")
      #expect(answer.status == 403)
      #expect(answer.code == "auth.guests_off")
      #expect(try await Browser(client).send(.get, "/api/session").json["guests_allowed"] == false)
    }
  }

  @Test func routesForPeopleAndAdministratorsAskForThem() async throws {
    let site = try await Site()
    let application = try site.application { router in
      router.group().add(middleware: RequireUserMiddleware()).get("/test/mine") { _, context in
        try context.requireIdentity().user.id.rawValue
      }
      router.group().add(middleware: RequireAdminMiddleware()).get("/test/admin") { _, _ in "admin" }
    }
    try await application.test(.router) { client async throws in
      let browser = Browser(client)
      #expect(try await browser.send(.get, "/test/mine").code == "auth.required")
      #expect(try await browser.send(.get, "/test/admin").status == 401)
      let session = try await browser.send(.post, "/api/auth/guest")
      #expect(try await browser.send(.get, "/test/mine").text == session.json["user"]?["id"]?.stringValue)
      #expect(try await browser.send(.get, "/test/admin").code == "auth.admin_only")
      let id = try #require(session.json["user"]?["id"]?.stringValue.flatMap { UserID($0) })
      try await site.users.setRole(of: id, to: .admin)
      #expect(try await browser.send(.get, "/test/admin").status == 200)
    }
  }
}

extension Array {
  func asyncMap<Value>(_ transform: (Element) async throws -> Value) async throws -> [Value] {
    var values: [Value] = []
    for element in self { values.append(try await transform(element)) }
    return values
  }
}
