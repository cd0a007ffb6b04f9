import HTTPTypes
import HummingbirdTesting
import Testing

@testable import WebApp

@Suite struct SecurityHeadersTests {
  @Test(arguments: ["/", "/api/session", "/nowhere", "/assets/app.js", "/health/live"])
  func everyAnswerIsLockedDown(path: String) async throws {
    try await Site().application().test(.router) { client async throws in
      let headers = try await Browser(client).send(.get, path).headers
      #expect(headers[.xContentTypeOptions] == "nosniff")
      #expect(headers[.referrerPolicy] == "no-referrer")
      #expect(headers[.xFrameOptions] == "DENY")
      #expect(headers[.crossOriginOpenerPolicy] == "same-origin")
      #expect(headers[.permissionsPolicy]?.contains("camera=()") == true)
      #expect(headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
      #expect(headers[.contentSecurityPolicy]?.contains("frame-ancestors 'none'") == true)
      #expect(headers[.contentSecurityPolicy]?.contains("unsafe") == false)
      #expect(headers[.strictTransportSecurity] == nil)
    }
  }

  @Test func dataIsNotCached() async throws {
    try await Site().application().test(.router) { client async throws in
      #expect(try await Browser(client).send(.get, "/api/session").headers[.cacheControl] == "no-store")
    }
  }

  @Test func browsersAreToldToInsistOnHTTPSOnlyWhereItIsUsed() async throws {
    try await Site { $0.publicOrigin = PublicOrigin("https://latchkey.example.org") }.application().test(.router) {
      client async throws in
      #expect(try await Browser(client).send(.get, "/").headers[.strictTransportSecurity] == "max-age=31536000")
    }
  }
}
