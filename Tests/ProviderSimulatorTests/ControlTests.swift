import NIOHTTP1
import AsyncHTTPClient
import Core
import Foundation
import Logging
import NIOCore
import Testing

@testable import ProviderSimulator

/// The simulator's own routes and its log.
@Suite struct ControlTests {
  private func call(_ simulator: RunningSimulator, _ path: String, post body: String? = nil) async throws -> (
    status: UInt, json: JSONValue?
  ) {
    var request = HTTPClientRequest(url: "http://127.0.0.1:\(simulator.port)/simulator/\(path)")
    if let body {
      request.method = .POST
      request.body = .bytes(ByteBuffer(string: body))
    }
    let response = try await HTTPClient.shared.execute(request, timeout: .seconds(5))
    let text = String(buffer: try await response.body.collect(upTo: 8 * 1024 * 1024))
    return (response.status.code, try? JSONValue(parsing: text))
  }

  @Test func aBehaviourCanBeChangedWhileItRuns() async throws {
    try await withSimulator { simulator async throws in
      let client = WireClient(simulator: simulator, provider: .groq, key: "sim-good-changing")
      #expect(try await client.models().status == 200)
      let change = #"{"key_contains": "changing", "behaviour": "expired"}"#
      #expect(try await call(simulator, "behaviour", post: change).status == 204)
      #expect(try await client.models().status == 401)
      #expect(try await call(simulator, "reset", post: "").status == 204)
      #expect(try await client.models().status == 200)
    }
  }

  @Test func anUnknownBehaviourIsRefusedWithTheNames() async throws {
    try await withSimulator { simulator async throws in
      let answer = try await call(simulator, "behaviour", post: #"{"key_contains": "x", "behaviour": "odd"}"#)
      #expect(answer.status == 400)
      #expect(answer.json?["error"]?.stringValue?.contains("midstream") == true)
    }
  }

  @Test func theLogShowsRequestsWithoutTheirKeys() async throws {
    try await withSimulator { simulator async throws in
      let key = "sim-good-secretsecret"
      let client = WireClient(simulator: simulator, provider: .gemini, key: key)
      _ = try await client.chat(ChatBody(text: "Tell me something.", streams: true))
      var withQuery = client.request(path: "/v1beta/models?key=\(key)")
      withQuery.headers.remove(name: "x-goog-api-key")
      _ = try await client.answer(to: withQuery)
      let log = try #require(try await call(simulator, "log").json)
      #expect(!log.serialized().contains("secretsecret"))
      #expect(log["requests"]?.arrayValue?.count == 2)
      #expect(log["requests"]?[0]?["provider"] == "gemini")
      #expect(log["requests"]?[0]?["fate"] == "complete")
      #expect(log["requests"]?[0]?["key_hash"] == log["requests"]?[1]?["key_hash"])
      #expect(log["open_streams"] == 0)
    }
  }

  @Test func itRefusesToListenBeyondLoopback() async throws {
    let simulator = ProviderSimulator(
      configuration: SimulatorConfiguration(host: "0.0.0.0"), logger: Logger(label: "test"))
    await #expect(throws: SimulatorError.notLoopback("0.0.0.0")) { try await simulator.run() }
  }

  @Test func theEnvironmentHasBaseURLsAndPlatformKeys() {
    let environment = ProviderSimulator.environment(port: 99)
    #expect(environment["OPENAI_BASE_URL"] == "http://127.0.0.1:99/v1")
    #expect(environment["ANTHROPIC_BASE_URL"] == "http://127.0.0.1:99/anthropic")
    #expect(environment["GEMINI_API_KEY"] == ProviderSimulator.platformKey)
  }
}
