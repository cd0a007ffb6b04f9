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
      #expect(report.outcome == outcomeOfFreeRequest(row))
      #expect(report.outcome.isGenuine || report.models == nil)
    }
  }

  /// The free request has no form, content or size that could be wrong, and names no model: a 404 of it, without a
  /// word about models, is the answer of a wrong address.
  private func outcomeOfFreeRequest(_ row: FailureRow) -> KeyCheckOutcome {
    let namesModel = row.body.contains("\"model_")
    if row.outcome == .valid || (row.outcome == .validModelUnavailable && !namesModel) { return .providerUnavailable }
    return row.outcome
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

  @Test func aDateAfterTheNameIsTheSameModelAndAnotherNumberIsNot() async throws {
    let list = #"{"data":[{"id":"claude-opus-4-1-20250805"},{"id":"gpt-4o-2024-08-06"}]}"#
    try await LoopbackServer.run([.answer(list)]) { server in
      let key = testKey
      try await server.withGateway { gateway in
        for (model, outcome) in [
          ("claude-opus-4-1", KeyCheckOutcome.valid), ("gpt-4o", .valid), ("claude-opus-4", .validModelUnavailable),
        ] {
          #expect(await gateway.checkKey(key, at: .openai, choosing: model).outcome == outcome, "\(model)")
        }
      }
    }
  }

  @Test func aModelThatAnswersTheTestIsThereWhateverTheListSays() async throws {
    let list = try #require(Self.lists[.openai])
    try await LoopbackServer.run([.answer(list)], [.answer(goodAnswer)]) { server in
      let key = testKey
      let report = try await server.withGateway { await $0.checkKey(key, at: .openai, testing: "new", choosing: "new") }
      #expect(report.outcome == .valid)
      #expect(report.testPassed)
      #expect(report.testTokens == TokenCounts(input: 1, output: 2))
    }
    try await LoopbackServer.run([.answer(list)], [.answer(goodAnswer)]) { server in
      let key = testKey
      let report = try await server.withGateway {
        await $0.checkKey(key, at: .openai, testing: "gpt-4o", choosing: "new")
      }
      #expect(report.outcome == .validModelUnavailable)
      #expect(report.testPassed)
    }
  }

  @Test(.timeLimit(.minutes(2))) func theWholeCheckHasOneEndHoweverSlowlyTheProviderAnswers() async throws {
    let drip = (0..<20_000).flatMap { _ in [LoopbackServer.Step.wait(.milliseconds(50)), .chunk(" ")] }
    try await LoopbackServer.run([.streamHead] + drip) { server in
      let times = GatewayTimeouts(keyCheck: .milliseconds(500))
      let report = try await server.withGateway(timeouts: times) { await $0.checkKey(testKey, at: .openai) }
      #expect(report.outcome == .unreachable)
      // A busy machine may not even send the request in that time.
      #expect(await server.sees { $0.closedWhileAnswering == $0.requests.count })
    }
  }

  @Test(arguments: [
    (
      Provider.openai, 403, #"{"error":{"message":"Missing scopes: api.model.read, model.request. Ask."}}"#,
      "the scopes api.model.read, model.request:"
    ),
    (.openai, 401, #"{"error":{"message":"Missing scopes: model.request"}}"#, "the scope model.request:"),
    (
      .openai, 403, #"{"error":{"message":"Missing scopes: sk-proj-0123456789abcdef","code":"missing_scope"}}"#,
      "it is restricted:"
    ),
    (.groq, 403, #"{"error":{"message":"x","code":"model_permission_blocked_org"}}"#, "blocks the model:"),
    (
      .gemini, 403,
      #"{"error":{"code":403,"message":"x","status":"PERMISSION_DENIED","details":[{"reason":"SERVICE_DISABLED"}]}}"#,
      "may not use this API:"
    ),
  ])
  func aLimitedKeysSentenceSaysWhatItMayNotDo(provider: Provider, status: Int, body: String, words: String) async throws
  {
    try await LoopbackServer.run([.answer(body, status: "\(status) X")]) { server in
      let report = await check(server, provider)
      #expect(report.outcome == .validLimited)
      #expect(report.sentence(for: provider).contains(words), "\(report.sentence(for: provider))")
      #expect(!report.sentence(for: provider).contains("0123456789"))
    }
  }

  @Test func theSentenceOfALimitSaysHowLongToWait() async throws {
    let body = #"{"error":{"message":"x","code":"rate_limit_exceeded"}}"#
    let answer = LoopbackServer.Step.answer(body, status: "429 X", headers: ["retry-after: 6.2"])
    try await LoopbackServer.run([answer]) { server in
      let report = await check(server, .openai)
      #expect(report.sentence(for: .openai).contains("try again in 7 seconds"))
    }
    #expect(!KeyCheckOutcome.rateLimited.sentence(for: .openai).contains("second"))
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
