import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import WebApp

@Suite struct CrossSiteTests {
  @Test(
    arguments: [
      [.secFetchSite: "cross-site"], [.secFetchSite: "same-site"], [.origin: "https://evil.example"], [.origin: "null"],
      [.origin: "http://localhost:9"], [.secFetchSite: "same-origin", .origin: "https://evil.example"],
    ] as [HTTPFields])
  func aChangeThatAnotherSiteAskedForIsRefused(headers: HTTPFields) async throws {
    try await Site().application().test(.router) { client async throws in
      let answer = try await Browser(client).send(.post, "/api/auth/guest", headers: headers)
      #expect(answer.status == 403)
      #expect(answer.code == "request.cross_site")
      #expect(answer.headers[values: .setCookie].isEmpty)
    }
  }

  @Test(
    arguments: [
      [:], [.secFetchSite: "same-origin"], [.secFetchSite: "none"], [.origin: "http://localhost"],
      [.secFetchSite: "same-origin", .origin: "http://LOCALHOST"],
    ] as [HTTPFields])
  func theOwnPageAndProgramsPass(headers: HTTPFields) async throws {
    try await Site().application().test(.router) { client async throws in
      #expect(try await Browser(client).send(.post, "/api/auth/guest", headers: headers).status == 201)
    }
  }

  @Test func readingIsAllowedFromAnywhere() async throws {
    try await Site().application().test(.router) { client async throws in
      let headers: HTTPFields = [.secFetchSite: "cross-site", .origin: "https://evil.example"]
      #expect(try await Browser(client).send(.get, "/", headers: headers).status == 200)
    }
  }

  @Test func withAPublicAddressOnlyThatOneIsOurs() async throws {
    try await Site { $0.publicOrigin = PublicOrigin("https://latchkey.example.org") }.application().test(.router) {
      client async throws in
      let own: HTTPFields = [.origin: "https://latchkey.example.org"]
      #expect(try await Browser(client).send(.post, "/api/auth/guest", headers: own).status == 201)
      let host: HTTPFields = [.origin: "http://localhost"]
      #expect(try await Browser(client).send(.post, "/api/auth/guest", headers: host).status == 403)
    }
  }
}
