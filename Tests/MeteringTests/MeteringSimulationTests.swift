import Core
import CreditLedger
import Metering
import Storage
import Synchronization
import Testing
import TestSupport

/// Thousands of random tasks with failures, stops, duplicates and expiries against a model of the balance that knows
/// nothing of the code.
@Suite struct MeteringSimulationTests {
  struct Broken: Error {}

  /// What a balance must be, kept by hand.
  struct Model {
    var available: Int64
    var finished: Set<TaskID> = []
  }

  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
  func theLedgerAlwaysAddsUp(seed: UInt64) async throws {
    try await MeteringBench.with(credits: 100) { bench in
      var random = SeededGenerator(seed: seed)
      var model = Model(available: 100)
      for _ in 0..<600 {
        try await step(bench, model: &model, random: &random)
        let balance = try await bench.balance
        #expect(balance.available == Credits(model.available))
        #expect(balance.held == 0)
      }
      try await bench.expectCleanLedger()
    }
  }

  private func step(_ bench: MeteringBench, model: inout Model, random: inout SeededGenerator) async throws {
    switch Int.random(in: 0..<12, using: &random) {
    case 0..<5: try await play(bench, id: TaskID(), ending: .answered, model: &model)
    case 5: try await play(bench, id: TaskID(), ending: .failed, model: &model)
    case 6: try await play(bench, id: TaskID(), ending: .stoppedEarly, model: &model)
    case 7: try await play(bench, id: TaskID(), ending: .stoppedLate, model: &model)
    case 8:
      // The ids are sorted: a set has another order in each run, and the seed would not decide.
      guard let id = model.finished.sorted(by: { $0.rawValue < $1.rawValue }).randomElement(using: &random) else {
        return
      }
      await #expect(throws: MeteringError.duplicate(id)) { try await bench.metering.run(bench.request(id)) { _ in } }
    case 9:
      let amount = Int64.random(in: 1...5, using: &random)
      _ = try await bench.ledger.grant(
        to: bench.account, amount: Credits(amount), by: "test", reason: "more", idempotencyKey: nil,
        now: bench.clock.now)
      model.available += amount
    case 10: try await play(bench, id: TaskID(), ending: .outlivesItsHold, model: &model)
    default: bench.clock.advance(by: .seconds(Int.random(in: 1...7200, using: &random)))
    }
  }

  enum Ending { case answered, failed, stoppedEarly, stoppedLate, outlivesItsHold }

  private func play(_ bench: MeteringBench, id: TaskID, ending: Ending, model: inout Model) async throws {
    guard model.available > 0 else {
      await #expect(throws: MeteringError.insufficientCredits(required: 1, remaining: 0)) {
        try await bench.metering.run(bench.request(id)) { _ in Issue.record("must not run") }
      }
      return
    }
    _ = try? await bench.metering.run(bench.request(id)) { task in
      switch ending {
      case .answered: task.markOutputBegan()
      case .failed: throw Broken()
      case .stoppedEarly: throw CancellationError()
      case .stoppedLate:
        task.markOutputBegan()
        throw CancellationError()
      case .outlivesItsHold:
        // Time passes the hold's end; nobody else takes the credit, so the answer is still paid.
        bench.clock.advance(by: .seconds(3600))
        task.markOutputBegan()
      }
    }
    model.finished.insert(id)
    switch ending {
    case .answered, .stoppedLate, .outlivesItsHold: model.available -= 1
    case .failed, .stoppedEarly: break
    }
  }
}
