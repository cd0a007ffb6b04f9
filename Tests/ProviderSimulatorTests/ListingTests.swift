import NIOHTTP1
import AsyncHTTPClient
import HTTPTypes
import Core
import Testing

@testable import ProviderSimulator

/// The free request that checks a key.
@Suite struct ListingTests {
  private func ids(_ json: JSONValue?, _ provider: Provider) -> [String] {
    if provider == .gemini { return json?["models"]?.arrayValue?.compactMap { $0["name"]?.stringValue } ?? [] }
    return json?["data"]?.arrayValue?.compactMap { $0["id"]?.stringValue } ?? []
  }

  @Test(arguments: [Provider.openai, .anthropic, .groq, .gemini, .local])
  func aGoodKeyListsTheModels(at provider: Provider) async throws {
    try await withSimulator { simulator async throws in
      let client = WireClient(simulator: simulator, provider: provider, key: "sk-sim-good-0001abcd")
      let answer = try await client.models()
      #expect(answer.status == 200)
      let prefix = provider == .gemini ? "models/" : ""
      #expect(ids(answer.json, provider).contains(prefix + client.model))
    }
  }

  @Test(arguments: [Provider.openai, .anthropic, .groq, .gemini])
  func listingIsBlindToTheBalance(at provider: Provider) async throws {
    try await withSimulator { simulator async throws in
      let client = WireClient(simulator: simulator, provider: provider, key: "sim-nocredit")
      let answer = try await client.models()
      #expect(answer.status == 200)
    }
  }

  @Test func aPageIsAsLongAsItIsAskedFor() async throws {
    try await withSimulator { simulator async throws in
      let anthropic = WireClient(simulator: simulator, provider: .anthropic, key: "sim-good")
      let first = try await anthropic.answer(to: anthropic.request(path: "/v1/models?limit=1"))
      #expect(ids(first.json, .anthropic).count == 1)
      #expect(first.json?["has_more"] == true)
      let gemini = WireClient(simulator: simulator, provider: .gemini, key: "sim-good")
      let page = try await gemini.answer(to: gemini.request(path: "/v1beta/models?pageSize=1"))
      #expect(ids(page.json, .gemini).count == 1)
      #expect(page.json?["nextPageToken"] == "1")
    }
  }

  @Test func withoutAPrefixTheHeadersTellTheProvider() throws {
    let anthropic = WireRoute(method: .get, path: "/v1/models", headers: [.anthropicVersion: "2023-06-01"])
    #expect(anthropic?.provider == .anthropic)
    #expect(WireRoute(method: .get, path: "/v1/models", headers: [:])?.provider == .openai)
    #expect(WireRoute(method: .get, path: "/v1/models", headers: [.googKey: "k"])?.provider == .gemini)
    #expect(WireRoute(method: .post, path: "/openai/v1/chat/completions", headers: [:])?.provider == .groq)
    let gemini = WireRoute(method: .post, path: "/gemini/v1/models/m:streamGenerateContent", headers: [:])
    #expect(gemini?.pathModel == "m")
    #expect(gemini?.pathStreams == true)
    #expect(WireRoute(method: .get, path: "/v1/elsewhere", headers: [:]) == nil)
  }

  @Test func bearerKeysWorkAtAnthropicToo() async throws {
    try await withSimulator { simulator async throws in
      let client = WireClient(simulator: simulator, provider: .anthropic, key: "sim-good")
      var request = client.request(path: "/v1/models")
      request.headers.remove(name: "x-api-key")
      request.headers.add(name: "authorization", value: "Bearer sim-good")
      let answer = try await client.answer(to: request)
      #expect(answer.status == 200)
    }
  }
}
