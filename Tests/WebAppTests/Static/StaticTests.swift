import Core
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import WebApp

@Suite struct StaticTests {
  @Test(arguments: ["/", "/chats", "/chats/0b9f", "/account", "/admin", "/sign-in"])
  func thePageIsServedForEachOfItsAddresses(path: String) async throws {
    try await Site().application().test(.router) { client async throws in
      let answer = try await Browser(client).send(.get, path)
      #expect(answer.status == 200)
      #expect(answer.headers[.contentType] == "text/html; charset=utf-8")
      #expect(answer.headers[.cacheControl] == "no-cache")
      #expect(!answer.text.contains(PageTemplate.placeholder))
    }
  }

  @Test func theImportMapCarriesTheNonceOfThePolicyAndItIsNewEachTime() async throws {
    try await Site().application().test(.router) { client async throws in
      let first = try await Browser(client).send(.get, "/")
      let second = try await Browser(client).send(.get, "/")
      let nonce = try #require(first.text.firstMatch(of: /type="importmap" nonce="([\w-]+)"/)).output.1
      #expect(first.headers[.contentSecurityPolicy]?.contains("'nonce-\(nonce)'") == true)
      #expect(first.text != second.text)
    }
  }

  @Test func everyModuleIsMappedToAnAddressWithItsHashThatCanBeFetched() async throws {
    try await Site().application().test(.router) { client async throws in
      let page = try await Browser(client).send(.get, "/")
      let text = try #require(page.text.firstMatch(of: /<script type="importmap"[^>]*>(.*?)<\/script>/)).output.1
      let imports = try #require(try JSONValue(parsing: String(text))["imports"]?.objectValue)
      #expect(Set(imports.keys) == ["@/app.js", "@/lib/api.js", "marked", "/assets/vendor/marked.js"])
      for address in imports.values.compactMap(\.stringValue) {
        let answer = try await Browser(client).send(.get, address)
        #expect(answer.status == 200)
        #expect(answer.headers[.cacheControl] == "public, max-age=31536000, immutable")
        #expect(answer.headers[.contentType] == "text/javascript; charset=utf-8")
      }
    }
  }

  @Test func stylesAndScriptsInThePageCarryTheirHash() async throws {
    try await Site().application().test(.router) { client async throws in
      let page = try await Browser(client).send(.get, "/")
      #expect(page.text.contains(/href="\/assets\/style.css\?v=[0-9a-f]{16}"/))
      #expect(page.text.contains(/src="\/assets\/app.js\?v=[0-9a-f]{16}"/))
    }
  }

  @Test func anAssetIsRevalidatedByItsTag() async throws {
    try await Site().application().test(.router) { client async throws in
      let answer = try await Browser(client).send(.get, "/assets/style.css")
      #expect(answer.text == "body{}")
      #expect(answer.headers[.cacheControl] == "no-cache")
      let tag = try #require(answer.headers[.eTag])
      let again = try await Browser(client).send(.get, "/assets/style.css", headers: [.ifNoneMatch: "W/\(tag), \"x\""])
      #expect(again.status == 304)
      #expect(again.text.isEmpty)
      #expect(again.headers[.eTag] == tag)
    }
  }

  @Test func anOutdatedHashIsNotCachedForGood() async throws {
    try await Site().application().test(.router) { client async throws in
      #expect(try await Browser(client).send(.get, "/assets/style.css?v=old").headers[.cacheControl] == "no-cache")
    }
  }

  @Test(arguments: [
    "/assets/../Package.swift", "/assets/%2e%2e/Package.swift", "/assets/..%2fPackage.swift", "/assets//etc/passwd",
    "/assets/%00", "/assets/", "/assets", "/assets/index.html", "/assets/lib", "/assets/nothing.js", "/assets/%zz",
  ])
  func whatIsNoFileOfThePageIsNotFound(path: String) async throws {
    try await Site().application().test(.router) { client async throws in
      let answer = try await Browser(client).send(.get, path)
      #expect(answer.status == 404)
      #expect(answer.code == "request.not_found")
    }
  }

  @Test(arguments: ["/figure.html", "/assets/figure.html"])
  func theFrameOfFiguresIsASandboxThatOnlyThePageMayShow(path: String) async throws {
    try await Site().application().test(.router) { client async throws in
      let answer = try await Browser(client).send(.get, path)
      let policy = try #require(answer.headers[.contentSecurityPolicy])
      #expect(policy.hasPrefix("sandbox allow-scripts; default-src 'none'; script-src 'self';"))
      #expect(policy.contains("frame-ancestors 'self'"))
      #expect(policy.contains("connect-src 'none'"))
      #expect(answer.headers[.xFrameOptions] == "SAMEORIGIN")
      #expect(answer.text.contains("/assets/vendor/plotly.min.js?v="))
    }
  }

  @Test func headAnswersWithoutABody() async throws {
    try await Site().application().test(.router) { client async throws in
      let answer = try await Browser(client).send(.head, "/assets/style.css")
      #expect(answer.status == 200)
      #expect(answer.text.isEmpty)
    }
  }
}
