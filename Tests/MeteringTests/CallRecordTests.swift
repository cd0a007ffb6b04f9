import Core
import CreditLedger
import KeySealing
import Metering
import ModelGateway
import ProviderSimulator
import Storage
import Synchronization
import Testing
import TestSupport

/// C9: every model call leaves one usage record, whatever happens around it.
@Suite struct CallRecordTests {
  private let chat = ChatRequest(model: "", turns: [.user("Say hello.")], maxTokens: 50)

  private func with(
    credits: Credits = 5, key: String = "sk-sim-good-platform",
    _ body: @Sendable (MeteringBench, RunningSimulator) async throws -> Void
  ) async throws {
    try await withSimulator { simulator in
      try await MeteringBench.with(
        credits: credits, baseURL: "http://127.0.0.1:\(simulator.port)", platformKeys: [.openai: Secret(key)]
      ) { bench in
        try await body(bench, simulator)
      }
    }
  }

  private static func statuses(_ bench: MeteringBench) async throws -> [String] {
    try await bench.rows("SELECT status FROM usage_records ORDER BY created_at").map { try $0.text("status") }
  }

  @Test func aCallIsOnRecordBeforeItsFirstByteIsThere() async throws {
    try await with { bench, _ in
      _ = try await bench.metering.run(bench.request()) { task in
        let seen = Mutex(false)
        _ = try await task.stream(chat, purpose: .answer) { _ in
          guard
            !seen.withLock({
              let was = $0; $0 = true; return was
            })
          else { return }
          let statuses = try await Self.statuses(bench)
          #expect(statuses == ["started"])
          let lines = try await bench.lines
          #expect(lines.map(\.calls) == [1] && lines.map(\.estimatedCalls) == [1] && lines.map(\.inputTokens) == [3])
        }
      }
      let statuses = try await Self.statuses(bench)
      #expect(statuses == ["ok"])
      let lines = try await bench.lines
      #expect(lines.map(\.calls).reduce(0, +) == 1 && lines.map(\.estimatedCalls).reduce(0, +) == 0)
    }
  }

  @Test func aRecordThatCannotBeWrittenLosesNoAnswerAndComesWithTheEnd() async throws {
    try await with { bench, _ in
      let receipt = try await bench.metering.run(bench.request()) { task in
        let answer = try await task.stream(chat, purpose: .answer) { _ in bench.database.plan([.before]) }
        #expect(!answer.text.isEmpty)
        let statuses = try await Self.statuses(bench)
        #expect(statuses == ["started"])
      }
      #expect(receipt.credits == 1)
      let statuses = try await Self.statuses(bench)
      #expect(statuses == ["ok"])
    }
  }

  @Test(arguments: [FaultyDatabase.Fault.before, .after])
  func aCallWaitsUntilItIsOnRecord(fault: FaultyDatabase.Fault) async throws {
    try await with { bench, _ in
      let receipt = try await bench.metering.run(bench.request()) { task in
        bench.database.plan([fault, fault, fault])
        _ = try await task.complete(chat, purpose: .answer)
      }
      #expect(receipt.credits == 1 && bench.database.isQuiet)
      let statuses = try await Self.statuses(bench)
      #expect(statuses == ["ok"])
    }
  }

  @Test func aCallThatCannotBePutOnRecordIsNotMadeAndCostsNothing() async throws {
    try await with { bench, simulator in
      await #expect(throws: StorageError.self) {
        try await bench.metering.run(bench.request()) { task in
          bench.database.plan(Array(repeating: .before, count: 5))
          _ = try await task.complete(chat, purpose: .answer)
        }
      }
      #expect(simulator.log.requests.isEmpty)
      let statuses = try await Self.statuses(bench)
      #expect(statuses.isEmpty)
      try await bench.expect(available: 5)
    }
  }

  @Test(arguments: ["INSERT", "UPDATE"])
  func aRecordThatIsRefusedDoesNotReplaceTheProvidersError(verb: String) async throws {
    try await with(key: "sk-sim-overloaded-platform") { bench, _ in
      try await bench.execute(
        "CREATE TRIGGER broken BEFORE \(verb) ON usage_records BEGIN SELECT RAISE(ABORT, 'broken'); END")
      await #expect(throws: MeteringError.self) {
        try await bench.metering.run(bench.request()) { task in
          _ = try await task.complete(chat, purpose: .answer)
        }
      }
    }
  }

  @Test func aKeyStateThatCannotBeNotedLosesNoAnswer() async throws {
    try await with { bench, _ in
      let (sealed, _) = try await bench.keyDesk.save(Self.check(bench), keepUnchecked: false)
      try await bench.execute(
        "CREATE TRIGGER broken BEFORE UPDATE ON session_keys BEGIN SELECT RAISE(ABORT, 'broken'); END")
      let receipt = try await bench.metering.run(bench.request(ownKey: .on(sealed))) { task in
        _ = try await task.complete(chat, purpose: .answer)
      }
      #expect(receipt.calls == 1)
      let statuses = try await Self.statuses(bench)
      #expect(statuses == ["ok"])
    }
  }

  @Test func aStoppedCallProvesNothingAboutItsKey() async throws {
    try await with { bench, simulator in
      let request = Self.check(bench, "sk-sim-overloaded-0009abcd")
      let (sealed, _) = try await bench.keyDesk.save(request, keepUnchecked: true)
      simulator.setBehaviour(.drip, forKeysContaining: "sim-overloaded-0009")
      _ = try? await bench.metering.run(bench.request(ownKey: .on(sealed))) { task in
        _ = try await task.stream(chat, purpose: .answer) { _ in throw CancellationError() }
      }
      let statuses = try await Self.statuses(bench)
      #expect(statuses == ["cancelled"])
      try await bench.expectKeyStates(["unchecked"])
    }
  }

  /// K10: what happens to a key while a task runs holds for the task's next call.
  @Test(arguments: ["removed", "replaced", "expired", "signed out"])
  func aTaskMakesNoCallWithAKeyThatMayNotBeUsedAnyMore(how: String) async throws {
    try await with(credits: 5) { bench, simulator in
      let (sealed, _) = try await bench.keyDesk.save(Self.check(bench), keepUnchecked: false)
      let error = how == "expired" ? MeteringError.keyExpired(.openai) : .keyMissing(.openai)
      await #expect(throws: error) {
        try await bench.metering.run(bench.request(ownKey: .on(sealed))) { task in
          _ = try await task.complete(chat, purpose: .answer)
          switch how {
          case "removed": try await bench.keyDesk.remove(.openai, from: bench.session)
          case "replaced":
            _ = try await bench.keyDesk.save(Self.check(bench, "sk-sim-good-0002efgh"), keepUnchecked: false)
          case "expired": bench.clock.advance(by: .seconds(13 * 3600))
          default: try await bench.execute("DELETE FROM sessions")
          }
          _ = try await task.complete(chat, purpose: .conclusion)
        }
      }
      let statuses = try await Self.statuses(bench)
      #expect(statuses == ["ok"], "the second call was not made")
      try await bench.expect(available: 5)
    }
  }

  private static func check(_ bench: MeteringBench, _ key: String = "sk-sim-good-0001abcd") -> KeyCheckRequest {
    KeyCheckRequest(
      key: Secret(key), provider: .openai, testedModel: nil, user: bench.user, session: bench.session,
      address: "192.0.2.1")
  }
}
