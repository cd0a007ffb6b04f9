import Core
import CreditLedger
import Metering
import Storage
import Testing
import TestSupport

/// Thousands of random tasks with failures, stops, disconnects, duplicates, expiries, failing writes and crashes against
/// a model of the balance that knows nothing of the code.
@Suite struct MeteringSimulationTests {
  struct Broken: Error {}

  private static let start: Int64 = 100

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func theLedgerAlwaysAddsUp(seed: UInt64) async throws {
    try await MeteringBench.with(credits: Credits(Self.start)) { bench in
      var random = SeededGenerator(seed: seed)
      var model = SimulationModel(available: Self.start)
      var granted: Int64 = 0
      for _ in 0..<500 {
        model.pass(to: bench.clock.now)
        granted += try await step(bench, model: &model, random: &random)
        model.pass(to: bench.clock.now)
        try #require(bench.database.isQuiet, "a planned fault was not met")
        try await bench.expect(available: Credits(model.available), held: Credits(model.held))
      }
      bench.clock.advance(by: .seconds(86_400))
      model.pass(to: bench.clock.now)
      #expect(model.available == Self.start + granted - model.charged)
      try await bench.expect(available: Credits(model.available), held: 0)
      let recorded = try await bench.lines.map(\.credits).reduce(.zero, +)
      #expect(recorded == Credits(model.charged), "what was charged is on record as use, once")
      try await bench.expectCleanLedger()
    }
  }

  /// Returns what was granted.
  private func step(
    _ bench: MeteringBench, model: inout SimulationModel, random: inout SeededGenerator
  ) async throws -> Int64 {
    switch Int.random(in: 0..<16, using: &random) {
    case 0..<9:
      let ending = Ending.allCases.randomElement(using: &random) ?? .answered
      let writing = Writing.allCases.randomElement(using: &random) ?? .works
      try await play(bench, ending, writing, model: &model)
    case 9, 10: try await repeatOne(bench, model: model, random: &random)
    case 11: try await deduct(bench, model: &model)
    case 12:
      let amount = Int64.random(in: 1...9, using: &random)
      _ = try await bench.ledger.grant(
        to: bench.account, amount: Credits(amount), by: "test", reason: "more", idempotencyKey: nil,
        now: bench.clock.now)
      model.available += amount
      return amount
    default: bench.clock.advance(by: .seconds(Int.random(in: 1...1200, using: &random)))
    }
    return 0
  }

  enum Ending: CaseIterable {
    case answered, failed, stoppedEarly, stoppedLate, leftUnseen, leftSeen, shutDown, outlivesItsHold
  }

  /// What becomes of the write that closes the task.
  enum Writing: CaseIterable {
    case works, failsOnce, isUnknownTwice
    /// As after `kill -9`: nobody ever closes the task.
    case isLost
  }

  private func play(
    _ bench: MeteringBench, _ ending: Ending, _ writing: Writing, model: inout SimulationModel
  ) async throws {
    let id = TaskID()
    guard model.available > 0 else {
      await #expect(throws: MeteringError.insufficientCredits(required: 1, remaining: 0)) {
        try await bench.metering.run(bench.request(id)) { _ in Issue.record("must not run") }
      }
      return
    }
    let accepted = bench.clock.now
    let conclusion = try? await bench.metering.perform(bench.request(id)) { task in
      bench.database.plan(Self.faults(writing))
      try Self.act(ending, task, bench)
    }
    bench.database.plan([])
    guard writing != .isLost else {
      #expect(conclusion == nil)
      return model.lose(id, until: accepted + MeteringSettings().holdDuration)
    }
    switch ending {
    case .answered, .stoppedLate, .leftSeen, .outlivesItsHold: model.charge(id)
    case .failed, .stoppedEarly, .leftUnseen, .shutDown: model.fail(id)
    }
    #expect(conclusion?.receipt.credits == (model.taken.last?.isCharged == true ? 1 : 0))
  }

  private static func act(_ ending: Ending, _ task: MeteredTask, _ bench: MeteringBench) throws {
    if ending != .stoppedEarly { task.markOutputBegan() }
    switch ending {
    case .answered: break
    case .failed: throw Broken()
    case .stoppedEarly, .stoppedLate: throw CancellationError()
    case .leftUnseen: throw TaskStop.byDesertion(outputDelivered: false)
    case .leftSeen: throw TaskStop.byDesertion(outputDelivered: true)
    case .shutDown: throw TaskStop.byServer
    // Time passes the hold's end; nobody else takes the credit, so the answer is still paid.
    case .outlivesItsHold: bench.clock.advance(by: .seconds(3600))
    }
  }

  private static func faults(_ writing: Writing) -> [FaultyDatabase.Fault?] {
    switch writing {
    case .works: []
    case .failsOnce: [.before]
    case .isUnknownTwice: [.after, .after]
    case .isLost: Array(repeating: .before, count: 5)
    }
  }

  /// A task that comes again is refused, runs nothing and costs nothing.
  private func repeatOne(
    _ bench: MeteringBench, model: SimulationModel, random: inout SeededGenerator
  ) async throws {
    guard let earlier = (model.taken.map(\.task) + model.lost.map(\.task)).randomElement(using: &random) else { return }
    do {
      _ = try await bench.metering.run(bench.request(earlier)) { _ in Issue.record("must not run") }
      Issue.record("a repeated task was taken")
    } catch MeteringError.duplicate(let task, let state) {
      #expect(task == earlier)
      let isCharged = model.taken.first { $0.task == earlier }?.isCharged
      #expect((state == .answered) == (isCharged == true))
    }
  }

  private func deduct(_ bench: MeteringBench, model: inout SimulationModel) async throws {
    guard model.available > 0 else { return }
    let request = bench.request(feature: .codeFix)
    bench.database.plan([.after])
    _ = try? await bench.metering.deduct(request)
    let again = try await bench.metering.deduct(request)
    #expect(again.amount == 1)
    model.chargeDeduction()
  }
}
