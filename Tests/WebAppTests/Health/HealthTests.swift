import HTTPTypes
import Core
import Hummingbird
import HummingbirdTesting
import NIOCore
import Storage
import Testing

@testable import WebApp

@Suite struct HealthTests {
  @Test func aHealthyServerIsLiveAndReady() async throws {
    try await Site().application().test(.router) { client async throws in
      #expect(try await Browser(client).send(.get, "/health/live").json == ["status": "live"])
      #expect(try await Browser(client).send(.get, "/health/ready").json == ["status": "ready"])
    }
  }

  @Test func withoutItsDatabaseTheServerIsLiveButNotReady() async throws {
    let site = try await Site()
    try await site.database.close()
    try await site.application().test(.router) { client async throws in
      #expect(try await Browser(client).send(.get, "/health/live").status == 200)
      let answer = try await Browser(client).send(.get, "/health/ready")
      #expect(answer.status == 503)
      #expect(answer.code == "health.not_ready")
    }
  }

  @Test func aServerThatIsEndingIsNotReady() async throws {
    try await WholeSite.with { site in
      #expect(try await Browser(site.client).send(.get, "/health/ready").status == 200)
      site.services.hub.beginDraining()
      let answer = try await Browser(site.client).send(.get, "/health/ready")
      #expect(answer.status == 503 && answer.code == "health.draining")
      #expect(try await Browser(site.client).send(.get, "/health/live").status == 200)
    }
  }

  @Test func requestsAreCountedByRoutePatternAndClassOfStatus() async throws {
    try await Site().application().test(.router) { client async throws in
      for id in ["a", "b", "c"] { try await Browser(client).send(.get, "/chats/\(id)?x=\(id)") }
      try await Browser(client).send(.get, "/nowhere")
      let text = try await Browser(client).send(.get, "/metrics").text
      #expect(text.contains(#"latchkey_http_requests_total{method="GET",route="/chats/{id}",status="2xx"} 3"#))
      #expect(text.contains(#"route="NotFound",status="4xx"} 1"#))
      #expect(text.contains(#"latchkey_http_request_seconds_count{method="GET",route="/chats/{id}"} 3"#))
    }
  }

  @Test func aStreamIsCountedAndLoggedWhenItIsOver() async throws {
    let site = try await Site()
    let application = try site.application { router in
      router.get("/test/stream") { _, _ in
        Response(
          status: .ok,
          body: ResponseBody { writer in
            try await writer.write(ByteBuffer(string: "\(site.log.lines(containing: "Request "))"))
            try await writer.finish(nil)
          })
      }
    }
    try await application.test(.router) { client async throws in
      #expect(try await Browser(client).send(.get, "/test/stream").text == "0")
    }
    #expect(site.log.lines(containing: "Request ") == 1)
    #expect(site.metrics.text().contains(#"route="/test/stream",status="2xx"} 1"#))
  }

  @Test func theDescriptionListsEveryRouteOnce() async throws {
    #expect(Set(APIRoute.all.map { "\($0.method) \($0.path)" }).count == APIRoute.all.count)
    try await Site().application().test(.router) { client async throws in
      let document = try await Browser(client).send(.get, "/openapi.json").json
      #expect(document["openapi"] == "3.1.0")
      for route in APIRoute.all {
        let operation = document["paths"]?[route.path]?[route.method.lowercased()]
        #expect(operation?["summary"]?.stringValue?.hasSuffix(".") == true, "\(route.path)")
      }
      let signUp = document["paths"]?["/api/auth/sign-up"]?["post"]?["requestBody"]?["content"]?["application/json"]
      #expect(signUp?["schema"]?["required"] == ["email", "password"])
    }
  }
}
