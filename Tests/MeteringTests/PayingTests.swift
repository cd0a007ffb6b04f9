import Core
import CreditLedger
import Metering
import Storage
import Testing
import TestSupport

/// C2, C3, C4, C5: what is charged, to the credit.
@Suite struct PayingTests {
  struct Broken: Error {}

  @Test func anAnswerIsChargedOnce() async throws {
    try await MeteringBench.with(credits: 5) { bench in
      let receipt = try await bench.metering.run(bench.request()) { $0.markOutputBegan() }
      #expect(receipt.credits == 1)
      #expect(receipt.payer == .platform)
      try await bench.expect(available: 4, held: 0)
    }
  }

  @Test func theSameTaskAgainIsRefusedAndFree() async throws {
    try await MeteringBench.with(credits: 5) { bench in
      let id = TaskID()
      _ = try await bench.metering.run(bench.request(id)) { _ in }
      await #expect(throws: MeteringError.duplicate(id, .answered)) {
        try await bench.metering.run(bench.request(id)) { _ in }
      }
      try await bench.expect(available: 4)
    }
  }

  @Test(arguments: [false, true])
  func aFailureIsFreeAlsoAfterOutput(outputBegan: Bool) async throws {
    try await MeteringBench.with(credits: 5) { bench in
      await #expect(throws: Broken.self) {
        try await bench.metering.run(bench.request()) { task in
          if outputBegan { task.markOutputBegan() }
          throw Broken()
        }
      }
      try await bench.expect(available: 5, held: 0)
    }
  }

  @Test(arguments: [(false, 5), (true, 4)])
  func stoppingIsPaidOnlyAfterOutputBegan(outputBegan: Bool, left: Int64) async throws {
    try await MeteringBench.with(credits: 5) { bench in
      await #expect(throws: CancellationError.self) {
        try await bench.metering.run(bench.request()) { task in
          if outputBegan { task.markOutputBegan() }
          throw CancellationError()
        }
      }
      try await bench.expect(available: Credits(left), held: 0)
    }
  }

  @Test func creditsAreHeldWhileTheTaskRuns() async throws {
    try await MeteringBench.with(credits: 5) { bench in
      _ = try await bench.metering.run(bench.request()) { _ in
        try await bench.expect(available: 4)
        let balance = try await bench.balance
        #expect(balance.held == 1)
      }
    }
  }

  @Test func aTaskThatCannotBePaidIsNotRun() async throws {
    try await MeteringBench.with(credits: 0) { bench in
      await #expect(throws: MeteringError.insufficientCredits(required: 1, remaining: 0)) {
        try await bench.metering.run(bench.request()) { _ in Issue.record("must not run") }
      }
    }
  }

  @Test(arguments: [(1, 0), (1, 1), (2, 1), (50, 7), (200, 40), (64, 64)])
  func exactlyAsManyTasksRunAsTheBalancePays(tasks: Int, balance: Int64) async throws {
    try await MeteringBench.with(credits: Credits(balance)) { bench in
      let ran = try await withThrowingTaskGroup(of: Bool.self) { group in
        for _ in 0..<tasks {
          group.addTask {
            do {
              _ = try await bench.metering.run(bench.request()) { $0.markOutputBegan() }
              return true
            } catch MeteringError.insufficientCredits {
              return false
            }
          }
        }
        return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(ran == min(tasks, Int(balance)))
      try await bench.expect(available: Credits(balance - Int64(ran)))
      try await bench.expectCleanLedger()
    }
  }

  @Test func everyTaskLeavesARecord() async throws {
    try await MeteringBench.with(credits: 5) { bench in
      _ = try await bench.metering.run(bench.request()) { _ in }
      _ = try? await bench.metering.run(bench.request()) { _ in throw Broken() }
      let lines = try await bench.lines
      #expect(lines.map(\.tasks).reduce(0, +) == 2)
      #expect(lines.map(\.credits).reduce(.zero, +) == 1)
      #expect(lines.map(\.errors).reduce(0, +) == 1)
    }
  }
}
