import Core
import CreditLedger
import KeySealing
import Metering
import ModelGateway
import ProviderSimulator
import Storage
import Testing
import TestSupport

/// C1, C4, C9: the charge for front ends that meter a task themselves.
@Suite struct DeductingTests {
  @Test func aDeductionIsChargedOnceAndCountedAsUse() async throws {
    try await MeteringBench.with(credits: 5) { bench in
      let request = bench.request(feature: .codeFix)
      for _ in 0..<3 {
        let deduction = try await bench.metering.deduct(request)
        #expect(deduction == Deduction(amount: 1, payer: .platform))
      }
      try await bench.expect(available: 4, held: 0)
      let lines = try await bench.lines
      #expect(lines.map(\.tasks) == [1] && lines.map(\.credits) == [1] && lines.map(\.feature) == [.codeFix])
      try await bench.expectCleanLedger()
    }
  }

  @Test func manyAtOnceAreChargedOnce() async throws {
    try await MeteringBench.with(credits: 5) { bench in
      let request = bench.request(feature: .codeEdit)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<16 { group.addTask { _ = try await bench.metering.deduct(request) } }
        try await group.waitForAll()
      }
      try await bench.expect(available: 4, held: 0)
    }
  }

  @Test func whatCostsTheSameWithEveryModelNeedsNoProviderAndNamesNone() async throws {
    try await MeteringBench.with(credits: 5) { bench in
      let id = TaskID()
      let model = ModelCatalog.standard.models(at: .gemini)[0].id
      let first = try await bench.metering.deduct(bench.request(id, provider: .gemini, model: model, feature: .codeFix))
      let again = try await bench.metering.deduct(bench.request(id, feature: .codeFix))
      #expect(first == again && first.amount == 1)
      let hold = try await bench.ledger.hold(of: id)
      #expect(hold?.model == nil && hold?.state == .settled)
      let lines = try await bench.lines
      #expect(lines.map(\.model) == [nil] && lines.map(\.provider) == [nil])
    }
  }

  @Test func theSameIdForAnotherFeatureOrModelIsRefused() async throws {
    try await MeteringBench.with(credits: 60) { bench in
      let request = bench.request()
      _ = try await bench.metering.deduct(request)
      var other = request
      other.feature = .deepAnalysis
      await #expect(throws: MeteringError.keyReused(request.id)) { try await bench.metering.deduct(other) }
      let named = MeteringBench.model
      let same = try await bench.metering.earlierDeduction(request.id, feature: .chat, model: "openai/" + named)
      #expect(same?.amount == 1)
      await #expect(throws: MeteringError.keyReused(request.id)) {
        try await bench.metering.earlierDeduction(request.id, feature: .chat, model: "another")
      }
      try await bench.expect(available: 59)
    }
  }

  @Test func aReplayAnswersWhatWasDoneThenWhoeverWouldPayNow() async throws {
    try await withSimulator { simulator in
      try await MeteringBench.with(credits: 5, baseURL: "http://127.0.0.1:\(simulator.port)") { bench in
        let check = KeyCheckRequest(
          key: Secret("sk-sim-good-0001abcd"), provider: .openai, testedModel: nil, user: bench.user,
          session: bench.session, address: "192.0.2.1")
        let (sealed, _) = try await bench.keyDesk.save(check, keepUnchecked: false)
        let free = TaskID()
        let paid = TaskID()
        for ownKey in [OwnKeyChoice.on(sealed), .off] {
          let deduction = try await bench.metering.deduct(bench.request(free, ownKey: ownKey))
          #expect(deduction == Deduction(amount: 0, payer: .ownKey))
        }
        for ownKey in [OwnKeyChoice.off, .on(sealed)] {
          let deduction = try await bench.metering.deduct(bench.request(paid, ownKey: ownKey))
          #expect(deduction == Deduction(amount: 1, payer: .platform))
        }
        try await bench.expect(available: 4)
        let earlier = try await bench.metering.earlierDeduction(free, feature: .chat, model: nil)
        #expect(earlier == Deduction(amount: 0, payer: .ownKey))
      }
    }
  }

  @Test func whatIsTooMuchIsRefusedAndMayBeTriedAgain() async throws {
    try await MeteringBench.with(credits: 0) { bench in
      let request = bench.request(feature: .codeFix)
      await #expect(throws: MeteringError.insufficientCredits(required: 1, remaining: 0)) {
        try await bench.metering.deduct(request)
      }
      let earlier = try await bench.metering.earlierDeduction(request.id, feature: .codeFix, model: nil)
      #expect(earlier == nil)
      _ = try await bench.ledger.grant(
        to: bench.account, amount: 2, by: "test", reason: "more", idempotencyKey: nil, now: bench.clock.now)
      let deduction = try await bench.metering.deduct(request)
      #expect(deduction.amount == 1)
    }
  }
}
