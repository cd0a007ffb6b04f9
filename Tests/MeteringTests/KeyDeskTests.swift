import Core
import KeySealing
import ProviderSimulator
import Storage
import Testing
import TestSupport

@testable import Metering
@testable import ModelGateway

/// K1 and K3 of what is kept of a key.
@Suite struct KeyDeskTests {
  private struct Broken: Error {}

  private func with(_ body: (MeteringBench) async throws -> Void) async throws {
    try await withSimulator { simulator in
      try await MeteringBench.with(baseURL: "http://127.0.0.1:\(simulator.port)", body)
    }
  }

  private func check(_ bench: MeteringBench, _ key: String, testing model: String? = nil) -> KeyCheckRequest {
    KeyCheckRequest(
      key: Secret(key), provider: .openai, testedModel: model, user: bench.user, session: bench.session,
      address: "192.0.2.1")
  }

  @Test func aKeyWhoseSettingsCannotBeSavedReplacesNothing() async throws {
    try await with { bench in
      let (first, _) = try await bench.keyDesk.save(check(bench, "sk-sim-good-0001abcd"), keepUnchecked: false)
      let second = try await bench.keyDesk.seal(check(bench, "sk-sim-good-0002efgh"), keepUnchecked: false)
      await #expect(throws: Broken.self) {
        try await bench.keyDesk.keep(second.row) { _ in throw Broken() }
      }
      let hints = try await bench.keyDesk.keys(of: bench.session).map(\.hint.text)
      #expect(hints == ["····abcd"])
      _ = try await bench.metering.run(bench.request(ownKey: .on(first))) { _ in }
    }
  }

  @Test func sealingAloneKeepsNothing() async throws {
    try await with { bench in
      _ = try await bench.keyDesk.seal(check(bench, "sk-sim-good-0001abcd"), keepUnchecked: false)
      try await bench.expectKeyStates([])
    }
  }

  @Test func aCheckWhoseAskerHasLeftIsCountedAllTheSame() async throws {
    try await with { bench in
      let request = check(bench, "sk-sim-good-0001abcd")
      let leaving = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        return try await bench.keyDesk.check(request)
      }
      await #expect(throws: CancellationError.self) { _ = try await leaving.value }
      let end = bench.clock.now + .seconds(1)
      let counts = try await bench.usage.keyCheckOutcomes(from: Timestamp(milliseconds: 0), to: end)
      #expect(counts.count == 1)
    }
  }

  @Test func aListOfModelsHoldsNoKeyAndIsBounded() {
    let key = Secret("zq7Rk2Lm9PxT4vWn8YbC")
    let listed =
      ["gpt-5", "zq7Rk2Lm9PxT4vWn8YbC", "model-k2Lm9P", "sk-proj-abcdef123456", "", String(repeating: "x", count: 201)]
      + (0..<3000).map { "m\($0)" }
    let report = KeyCheckReport(outcome: .valid, models: listed)
    let models = KeyVerdict(report, key: key, provider: .openai).models ?? []
    #expect(models.prefix(2) == ["gpt-5", "m0"])
    #expect(models.count <= KeyVerdict.mostModels && models.count > 1900)
    let honest = KeyCheckReport(outcome: .valid, models: ["a", "b"])
    #expect(KeyVerdict(honest, key: key, provider: .openai).models == ["a", "b"])
  }

  @Test func anUnknownModelIsNotNamedAgain() async throws {
    try await MeteringBench.with { bench in
      for provider in Provider.allCases {
        let error = #expect(throws: MeteringError.self) {
          try bench.metering.model("sk-sim-canary-0001", at: provider)
        }
        #expect(error == .modelUnknown)
        let said = String(describing: error) + (error?.message ?? "")
        #expect(!said.contains("canary"))
      }
    }
  }
}
