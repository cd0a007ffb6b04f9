import Core
import Foundation
import ModelGateway
import Testing

@Suite struct KeyCheckTests {
  private static let lists: [Provider: String] = [
    .openai: #"{"data":[{"id":"gpt-4o"},{"id":"gpt-5"}]}"#,
    .anthropic: #"{"data":[{"id":"claude-haiku-4-5-20251001","type":"model"}],"has_more":false}"#,
    .groq: #"{"data":[{"id":"llama-3.1-8b-instant"}]}"#,
    .gemini: #"{"models":[{"name":"models/gemini-2.5-flash"}]}"#,
  ]

  @Test(arguments: Provider.acceptingOwnKeys)
  func aGoodKeyIsValidWithItsModelsAndTheCheckIsFree(provider: Provider) async throws {
    let list = try #require(Self.lists[provider])
    try await LoopbackServer.run([.answer(list)]) { server in
      let report = await check(server, provider)
      #expect(report.outcome == .valid)
      #expect(report.models?.isEmpty == false)
      #expect(report.models?.contains { $0.contains("/") } == false)
      let heads = server.requests.map(\.head)
      #expect(heads.allSatisfy { $0.hasPrefix("GET") || $0.hasPrefix("POST /v1/messages/count_tokens") })
      #expect(!heads.contains { $0.contains("?key=") })
    }
  }

  @Test(arguments: FailureRow.all)
  func everyRefusalOfTheTestedModelHasItsOutcome(row: FailureRow) async throws {
    let list = try #require(Self.lists[row.provider])
    let counted: [[LoopbackServer.Step]] = row.provider == .anthropic ? [[.answer(#"{"input_tokens":8}"#)]] : []
    let answers: [[LoopbackServer.Step]] =
      [[.answer(list)]] + counted + [[.answer(row.body, status: "\(row.status) X")]]
    try await LoopbackServer.run(script: answers) { server in
      let report = await check(server, row.provider, testing: "some-model")
      #expect(report.outcome == row.outcome)
      #expect(report.checkedModel == "some-model")
    }
  }

  @Test(arguments: FailureRow.all)
  func everyRefusalOfTheFreeRequestHasItsOutcome(row: FailureRow) async throws {
    try await LoopbackServer.run([.answer(row.body, status: "\(row.status) X")]) { server in
      let report = await check(server, row.provider)
      // The free request has no form, content or size that could be wrong.
      #expect(report.outcome == (row.outcome == .valid ? .providerUnavailable : row.outcome))
      #expect(report.outcome.isGenuine || report.models == nil)
    }
  }

  @Test func anthropicsEmptyBalanceShowsInAFreeRequest() async throws {
    let poor = #"{"type":"error","error":{"type":"invalid_request_error","message":"Your credit balance is too low."}}"#
    let list = try #require(Self.lists[.anthropic])
    try await LoopbackServer.run([.answer(list)], [.answer(poor, status: "400 Bad Request")]) { server in
      let report = await check(server, .anthropic)
      #expect(report.outcome == .validNoCredit)
      #expect(report.models == ["claude-haiku-4-5-20251001"])
      #expect(server.requests.last?.body.contains("max_tokens") == false)
    }
  }

  @Test func anthropicsTroubleWithCountingTokensSaysNothingOfTheKey() async throws {
    let list = try #require(Self.lists[.anthropic])
    try await LoopbackServer.run([.answer(list)], [.answer("{}", status: "500 X")]) { server in
      #expect(await check(server, .anthropic).outcome == .valid)
    }
  }

  @Test func aModelThatIsNotListedIsUnavailable() async throws {
    let list = try #require(Self.lists[.anthropic])
    try await LoopbackServer.run([.answer(list)]) { server in
      let key = testKey
      try await server.withGateway { gateway in
        let missing = await gateway.checkKey(key, at: .anthropic, choosing: "claude-opus-4-5")
        #expect(missing.outcome == .validModelUnavailable)
        let dated = await gateway.checkKey(key, at: .anthropic, choosing: "claude-haiku-4-5")
        #expect(dated.outcome == .valid)
      }
    }
  }

  @Test func theTestAsksForAsFewTokensAsTheFamilyAllows() async throws {
    let list = try #require(Self.lists[.openai])
    try await LoopbackServer.run([.answer(list)], [.answer(goodAnswer)]) { server in
      #expect(await check(server, .openai, testing: "gpt-4o").outcome == .valid)
      #expect(server.requests.last?.body.contains(#""max_tokens":1,"#) == true)
    }
  }

  @Test(arguments: [
    "", "short", "sk-with space-0123", "sk-0123456789\n", "sk-ключ-0123456789", String(repeating: "a", count: 513),
  ])
  func whatCantBeAKeyIsMalformedWithoutARequest(text: String) async throws {
    try await LoopbackServer.run([.answer("{}")]) { server in
      let outcome = try await server.withGateway { await $0.checkKey(Secret(text), at: .openai).outcome }
      #expect(outcome == .malformed)
      #expect(server.requests.isEmpty)
    }
  }

  @Test func aProviderThatDoesNotAnswerIsUnreachable() async throws {
    try await LoopbackServer.run([.hang]) { server in
      let times = GatewayTimeouts(keyCheck: .milliseconds(100))
      let report = try await server.withGateway(timeouts: times) { await $0.checkKey(testKey, at: .groq) }
      #expect(report.outcome == .unreachable)
    }
    try await LoopbackServer.run([.close]) { server in #expect(await check(server, .groq).outcome == .unreachable) }
  }

  @Test func aListThatIsNoneMeansTrouble() async throws {
    for body in ["<html>", "{}", "[]", ""] {
      try await LoopbackServer.run([.answer(body)]) { server in
        #expect(await check(server, .openai).outcome == .providerUnavailable)
      }
    }
  }

  private func check(_ server: LoopbackServer, _ provider: Provider, testing model: String? = nil) async
    -> KeyCheckReport
  {
    let report = try? await server.withGateway(retries: RetryPolicy(retries: 0)) { gateway in
      await gateway.checkKey(testKey, at: provider, testing: model)
    }
    return report ?? KeyCheckReport(outcome: .unreachable)
  }
}
