import HTTPTypes
import Core
import Hummingbird
import HummingbirdTesting
import NIOCore
import NIOHTTP1
import Testing

@testable import WebApp

@Suite struct ErrorTests {
  struct Body: Codable, ResponseEncodable {
    let maxTokens: Int
  }

  private struct Leaky: Error {
    let secret = "sk-canary-0003"
  }

  private struct Short: AppError {
    let code = "credits.insufficient"
    let kind = ErrorKind.insufficientCredits
    let message = "Not enough."
    let helpURL: String? = "https://example.org/help"
    let details: [String: JSONValue] = ["required": 5, "innerKey": "kept"]
  }

  private func routes(_ router: Router<LatchkeyRequestContext>) {
    router.post("/test/echo") { request, context in try await request.decode(as: Body.self, context: context) }
    router.get("/test/leaky") { _, _ -> Response in throw Leaky() }
    router.get("/test/short") { _, _ -> Response in throw Short() }
    router.get("/test/gone") { _, _ -> Response in throw CancellationError() }
    router.get("/test/http") { _, _ -> Response in throw HTTPError(.badRequest, message: "Say please.") }
  }

  @Test func anErrorHasACodeASentenceAHelpPageAndDetails() async throws {
    try await Site().application(extend: routes).test(.router) { client async throws in
      let answer = try await Browser(client).send(.get, "/test/short")
      #expect(answer.status == 402)
      #expect(
        answer.json == [
          "error": [
            "code": "credits.insufficient", "message": "Not enough.", "help_url": "https://example.org/help",
            "details": ["required": 5, "innerKey": "kept"],
          ]
        ])
    }
  }

  @Test func anUnexpectedErrorTellsNothingAndIsLoggedOnceWithItsID() async throws {
    let site = try await Site()
    try await site.application(extend: routes).test(.router) { client async throws in
      let answer = try await Browser(client).send(.get, "/test/leaky")
      #expect(answer.status == 500)
      #expect(answer.code == "internal.error")
      #expect(!answer.text.contains("canary"))
      let id = try #require(answer.json["error"]?["details"]?["request_id"]?.stringValue)
      #expect(site.log.lines(containing: "Unexpected error") == 1)
      #expect(site.log.text.contains(id))
      #expect(site.log.text.contains("Leaky"))
      #expect(!site.log.text.contains("canary"))
    }
  }

  @Test(arguments: [
    (HTTPRequest.Method.get, "/nowhere", 404, "request.not_found"),
    (.post, "/api/chats/../../etc", 404, "request.not_found"),
    (.delete, "/api/session", 405, "request.method"), (.get, "/api/auth/sign-in", 405, "request.method"),
    (.get, "/test/gone", 503, "request.interrupted"), (.get, "/test/http", 400, "request.invalid"),
  ])
  func everyErrorHasTheSameShape(method: HTTPRequest.Method, path: String, status: Int, code: String) async throws {
    try await Site().application(extend: routes).test(.router) { client async throws in
      let answer = try await Browser(client).send(method, path)
      #expect(answer.status == status)
      #expect(answer.code == code)
      #expect(answer.message?.hasSuffix(".") == true)
    }
  }

  @Test func aWrongMethodSaysWhichAreRight() async throws {
    try await Site().application().test(.router) { client async throws in
      let answer = try await Browser(client).send(.put, "/api/auth/sign-in")
      #expect(answer.headers[.allow] == "POST")
      #expect(answer.json["error"]?["details"]?["allowed"] == ["POST"])
    }
  }

  @Test(arguments: [
    ("{", "application/json", 400, "request.invalid"),
    (#"{"max_tokens":"1"}"#, "application/json", 400, "request.invalid"),
    (#"{"max_tokens":1}"#, "text/plain", 415, "request.content_type"),
    (#"{"max_tokens":1}"#, "application/x-www-form-urlencoded", 415, "request.content_type"),
    (String(repeating: " ", count: 1_048_577), "application/json", 413, "request.too_large"),
    (ErrorTests.nested(33), "application/json", 400, "request.too_deep"),
    (ErrorTests.nested(31), "application/json", 400, "request.invalid"),
    (#"{"max_tokens":1}"#, "Application/JSON; charset=utf-8", 200, nil),
  ])
  func aBodyIsCheckedBeforeItIsRead(body: String, type: String, status: Int, code: String?) async throws {
    try await Site().application(extend: routes).test(.router) { client async throws in
      let answer = try await Browser(client).send(.post, "/test/echo", text: body, headers: [.contentType: type])
      #expect(answer.status == status)
      #expect(answer.code == code)
      if code == nil { #expect(answer.json == ["max_tokens": 1]) }
    }
  }

  /// Closed lists within lists with many fractions in the innermost: what the general decoder needs seconds for.
  private static func nested(_ levels: Int) -> String {
    let inside = String(repeating: "1.5,", count: 20_000) + "1.5"
    return #"{"max_tokens":"# + String(repeating: "[", count: levels) + inside + String(repeating: "]", count: levels)
      + "}"
  }

  @Test(arguments: ["/nowhere", "/api/auth/sign-in", "/test/leaky", "/"])
  func aHeadIsAnsweredWithAHeadOnly(path: String) async throws {
    try await Site().application(extend: routes).test(.router) { client async throws in
      let answer = try await Browser(client).send(.head, path)
      #expect(answer.text.isEmpty)
      #expect(answer.headers[.contentLength].flatMap { Int($0) } ?? 0 > 0)
    }
  }

  @Test func aBodyThatIsNoHTTPIsTheSendersFault() async throws {
    let site = try await Site()
    let extend: (Router<LatchkeyRequestContext>) -> Void = { router in
      router.post("/test/cut") { _, _ -> Response in throw HTTPParserError.invalidEOFState }
    }
    try await site.application(extend: extend).test(.router) { client async throws in
      let answer = try await Browser(client).send(.post, "/test/cut")
      #expect(answer.status == 400)
      #expect(answer.code == "request.malformed")
      #expect(answer.headers[.connection] == "close")
      #expect(site.log.lines(containing: "error ") == 0)
    }
  }

  @Test func aBodyWithoutALengthIsCutOffAtTheLimit() async throws {
    try await Site().application(extend: routes).test(.live) { client async throws in
      let answer = try await Browser(client).send(
        .post, "/test/echo", text: String(repeating: " ", count: 1_100_000), headers: [.contentType: "application/json"]
      )
      #expect(answer.status == 413)
    }
  }

  @Test func theLogNamesTheRouteAndNeverTheQueryOrTheCookie() async throws {
    let site = try await Site()
    try await site.application().test(.router) { client async throws in
      let browser = Browser(client)
      browser.cookies = ["latchkey_session": "canary-cookie"]
      try await browser.send(
        .get, "/chats/canary-id?key=canary-query", headers: [.authorization: "Bearer canary-bearer"])
      try await browser.send(
        .post, "/api/auth/sign-in", json: ["email": "canary@example.org", "password": "canary-word"])
      #expect(site.log.lines(containing: "info Request ") == 2)
      #expect(site.log.text.contains("route=/chats/{id}"))
      #expect(!site.log.text.contains("canary"))
    }
  }
}
