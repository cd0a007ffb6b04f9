import Core
import CreditLedger
import KeySealing
import Metering
import ModelGateway
import ProviderSimulator
import Storage
import Testing
import TestSupport

/// K1, K2, K4, K5, K8, K10, K11: what a person's own key does and does not do.
@Suite struct OwnKeyTests {
  private let chat = ChatRequest(model: "", turns: [.user("Say hello.")], maxTokens: 50)

  private func with(
    credits: Credits = 0, _ body: (MeteringBench, RunningSimulator) async throws -> Void
  ) async throws {
    try await withSimulator { simulator in
      try await MeteringBench.with(credits: credits, baseURL: "http://127.0.0.1:\(simulator.port)") { bench in
        try await body(bench, simulator)
      }
    }
  }

  private func check(_ bench: MeteringBench, _ key: String, model: String? = nil) -> KeyCheckRequest {
    KeyCheckRequest(
      key: Secret(key), provider: .openai, testedModel: model, user: bench.user, session: bench.session,
      address: "192.0.2.1")
  }

  @Test func aGoodKeyServesATaskThatCostsNothing() async throws {
    try await with { bench, _ in
      let (sealed, verdict) = try await bench.keyDesk.save(check(bench, "sk-sim-good-0001abcd"), keepUnchecked: false)
      #expect(verdict.outcome == .valid)
      let receipt = try await bench.metering.run(bench.request(ownKey: .on(sealed))) { task in
        let answer = try await task.complete(chat, purpose: .answer)
        #expect(!answer.text.isEmpty)
        _ = try await task.complete(chat, purpose: .conclusion)
      }
      #expect(receipt.payer == .ownKey)
      #expect(receipt.credits == 0)
      #expect(receipt.keyHint?.text == "····abcd")
      #expect(receipt.calls == 2)
      #expect(receipt.tokens.input > 0 && !receipt.tokens.isEstimate)
      try await bench.expect(available: 0)
      let lines = try await bench.lines
      #expect(lines.map(\.calls).reduce(0, +) == 2)
      #expect(lines.allSatisfy { $0.payer == .ownKey })
    }
  }

  @Test func aRefusedKeyIsNotSaved() async throws {
    try await with { bench, _ in
      await #expect(throws: KeyError.self) {
        try await bench.keyDesk.save(check(bench, "sk-sim-invalid-0001"), keepUnchecked: true)
      }
      try await bench.expectKeyStates([])
    }
  }

  @Test func aKeyWhoseProviderIsDownIsKeptOnlyWhenThePersonSaysSoAndTheFirstGoodCallConfirmsIt() async throws {
    try await with { bench, simulator in
      let request = check(bench, "sk-sim-overloaded-0001abcd")
      await #expect(throws: KeyError.self) { try await bench.keyDesk.save(request, keepUnchecked: false) }
      let (sealed, _) = try await bench.keyDesk.save(request, keepUnchecked: true)
      try await bench.expectKeyStates(["unchecked"])
      simulator.setBehaviour(.good, forKeysContaining: "sim-overloaded-0001")
      _ = try await bench.metering.run(bench.request(ownKey: .on(sealed))) {
        _ = try await $0.complete(chat, purpose: .answer)
      }
      try await bench.expectKeyStates(["valid"])
    }
  }

  @Test func aKeyThatCannotBeUsedNeverFallsBackToCredits() async throws {
    try await with(credits: 10) { bench, _ in
      let (sealed, _) = try await bench.keyDesk.save(check(bench, "sk-sim-good-0001abcd"), keepUnchecked: false)
      await #expect(throws: MeteringError.keyMissing(.openai)) {
        try await bench.metering.run(bench.request(ownKey: .on(nil))) { _ in }
      }
      await #expect(throws: MeteringError.keyMissing(.openai)) {
        try await bench.metering.run(bench.request(ownKey: .on(SealedKey(unverified: sealed.text + "x")))) { _ in }
      }
      await #expect(throws: MeteringError.keyMissing(.anthropic)) {
        let model = ModelCatalog.standard.models(at: .anthropic)[0].id
        try await bench.metering.run(bench.request(provider: .anthropic, model: model, ownKey: .on(sealed))) { _ in }
      }
      // Sealed under a master key that this server does not have.
      let strange = SealedKey(
        unverified: "v1.gone." + sealed.text.split(separator: ".").dropFirst(2).joined(separator: "."))
      await #expect(throws: MeteringError.keyExpired(.openai)) {
        try await bench.metering.run(bench.request(ownKey: .on(strange))) { _ in }
      }
      bench.clock.advance(by: .seconds(13 * 3600))
      await #expect(throws: MeteringError.keyExpired(.openai)) {
        try await bench.metering.run(bench.request(ownKey: .on(sealed))) { _ in }
      }
      try await bench.expect(available: 10)
    }
  }

  @Test func removingOrReplacingAKeyMakesTheCookieWorthlessAtOnce() async throws {
    try await with { bench, _ in
      let (first, _) = try await bench.keyDesk.save(check(bench, "sk-sim-good-0001abcd"), keepUnchecked: false)
      let (second, _) = try await bench.keyDesk.save(check(bench, "sk-sim-good-0002efgh"), keepUnchecked: false)
      await #expect(throws: MeteringError.keyMissing(.openai)) {
        try await bench.metering.run(bench.request(ownKey: .on(first))) { _ in }
      }
      _ = try await bench.metering.run(bench.request(ownKey: .on(second))) { _ in }
      try await bench.keyDesk.remove(.openai, from: bench.session)
      await #expect(throws: MeteringError.keyMissing(.openai)) {
        try await bench.metering.run(bench.request(ownKey: .on(second))) { _ in }
      }
    }
  }

  @Test func platformFeaturesCostCreditsAlsoWithAnOwnKey() async throws {
    try await with(credits: 60) { bench, _ in
      let (sealed, _) = try await bench.keyDesk.save(check(bench, "sk-sim-good-0001abcd"), keepUnchecked: false)
      let receipt = try await bench.metering.run(bench.request(ownKey: .on(sealed), feature: .deepAnalysis)) { _ in }
      #expect(receipt.payer == .platform)
      #expect(receipt.credits == 50)
    }
  }

  @Test func aProvidersErrorIsTypedScrubbedAndFree() async throws {
    try await with(credits: 10) { bench, _ in
      let key = "sk-sim-echochat-canary0001abcd"
      let (sealed, _) = try await bench.keyDesk.save(check(bench, key), keepUnchecked: false)
      do {
        _ = try await bench.metering.run(bench.request(ownKey: .on(sealed))) {
          _ = try await $0.complete(chat, purpose: .answer)
        }
        Issue.record("the provider's error was lost")
      } catch let error as MeteringError {
        let shown = error.message + JSONValue.object(error.details).serialized() + "\(error)"
        #expect(!shown.contains("canary"))
        #expect(error.details["fix_key"] == "openai")
      }
      try await bench.expect(available: 10)
    }
  }

  @Test func anEchoInTheAnswerItselfIsTakenOut() async throws {
    try await with { bench, _ in
      let key = "sk-sim-parrot-canary0001abcd"
      let (sealed, _) = try await bench.keyDesk.save(check(bench, key), keepUnchecked: false)
      _ = try await bench.metering.run(bench.request(ownKey: .on(sealed))) { task in
        var streamed = ""
        let answer = try await task.stream(chat, purpose: .answer) { event in
          if case .textDelta(let piece) = event { streamed += piece }
        }
        #expect(!streamed.contains("canary") && !answer.text.contains("canary"))
        #expect(streamed.contains("[key]"))
      }
    }
  }

  @Test func keyChecksAreLimitedBySessionAndByAddress() async throws {
    try await with { bench, _ in
      for _ in 0..<10 { _ = try await bench.keyDesk.check(check(bench, "short")) }
      await #expect(throws: KeyError.self) { try await bench.keyDesk.check(check(bench, "short")) }
      bench.clock.advance(by: .seconds(61))
      let found = try await bench.keyDesk.check(check(bench, "short"))
      #expect(found.outcome == .malformed)
    }
  }

  @Test func cancellingATaskClosesTheConnectionToTheProvider() async throws {
    try await with { bench, simulator in
      let (sealed, _) = try await bench.keyDesk.save(check(bench, "sk-sim-drip-0001abcd"), keepUnchecked: false)
      let running = Task.detached { [chat] in
        try await bench.metering.run(bench.request(ownKey: .on(sealed))) { task in
          _ = try await task.stream(chat, purpose: .answer) { _ in task.markOutputBegan() }
        }
      }
      while simulator.log.openStreams == 0 { try await Task.sleep(for: .milliseconds(5)) }
      running.cancel()
      await #expect(throws: CancellationError.self) { try await running.value }
      while simulator.log.openStreams > 0 { try await Task.sleep(for: .milliseconds(5)) }
      #expect(simulator.log.closedEarly == 1)
      let lines = try await bench.lines
      #expect(lines.map(\.calls).reduce(0, +) == 1, "a cancelled call is counted as well")
    }
  }
}
