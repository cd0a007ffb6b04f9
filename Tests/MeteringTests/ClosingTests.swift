import Core
import CreditLedger
import Metering
import Storage
import Synchronization
import Testing
import TestSupport

/// C2, C5, C7: how the end of a task is written, also when writing fails.
@Suite struct ClosingTests {
  struct Broken: Error {}

  @Test(arguments: [FaultyDatabase.Fault.before, .after])
  func aFailedWriteIsTriedAgainAndChargesOnce(fault: FaultyDatabase.Fault) async throws {
    try await MeteringBench.with(credits: 5) { bench in
      let endings = Mutex(0)
      let receipt = try await bench.metering.run(
        bench.request(), conclude: { _, _ in endings.withLock { $0 += 1 } },
        body: { _ in bench.database.plan([fault, fault]) })
      #expect(receipt.credits == 1)
      #expect(endings.withLock { $0 } == (fault == .before ? 1 : 3))
      try await bench.expect(available: 4, held: 0)
      let lines = try await bench.lines
      #expect(lines.map(\.tasks) == [1] && lines.map(\.credits) == [1])
      try await bench.expectCleanLedger()
    }
  }

  @Test func whenNothingCanBeWrittenThereIsNoReceiptAndTheCreditsComeBack() async throws {
    try await MeteringBench.with(credits: 5) { bench in
      await #expect(throws: StorageError.unavailable(reason: "planned")) {
        try await bench.metering.perform(bench.request()) { _ in
          bench.database.plan(Array(repeating: .before, count: 10))
        }
      }
      bench.database.plan([])
      bench.clock.advance(by: .seconds(3600))
      try await bench.expect(available: 5, held: 0)
    }
  }

  @Test func theErrorOfATaskIsNotReplacedByOneOfTheDatabase() async throws {
    try await MeteringBench.with(credits: 5) { bench in
      await #expect(throws: Broken.self) {
        try await bench.metering.perform(bench.request()) { _ in
          bench.database.plan(Array(repeating: .before, count: 10))
          throw Broken()
        }
      }
    }
  }

  @Test func anAnswerThatCannotBeStoredIsAFailureAndFree() async throws {
    try await MeteringBench.with(credits: 5) { bench in
      let conclusion = try await bench.metering.perform(
        bench.request(), conclude: { _, _ in throw Broken() }, body: { $0.markOutputBegan() })
      #expect(conclusion.failure is Broken)
      #expect(conclusion.receipt.credits == 0 && conclusion.status == .error)
      try await bench.expect(available: 5, held: 0)
      try await bench.expectCleanLedger()
    }
  }

  @Test func anAnswerWhoseCreditsWereSpentMeanwhileHasFailed() async throws {
    try await MeteringBench.with(credits: 1) { bench in
      let seen = Mutex<TaskConclusion?>(nil)
      let conclusion = try await bench.metering.perform(
        bench.request(), conclude: { conclusion, _ in seen.withLock { $0 = conclusion } },
        body: { task in
          task.markOutputBegan()
          bench.clock.advance(by: .seconds(3600))
          try await bench.metering.run(bench.request()) { _ in }
        })
      #expect(conclusion.failure as? MeteringError == .holdLost)
      #expect(seen.withLock { $0 }?.status == .error, "it is not stored as a whole answer either")
      #expect(conclusion.receipt.credits == 0)
      try await bench.expect(available: 0, held: 0)
      try await bench.expectCleanLedger()
    }
  }

  @Test(arguments: [
    (TaskStop.byPerson, true, Int64(4)), (.byPerson, false, 5), (.byDesertion(outputDelivered: true), true, 4),
    (.byDesertion(outputDelivered: false), true, 5), (.byServer, true, 5), (.byServer, false, 5),
  ])
  func whatAStopCostsDependsOnWhoStopped(stop: TaskStop, outputBegan: Bool, left: Int64) async throws {
    try await MeteringBench.with(credits: 5) { bench in
      let conclusion = try await bench.metering.perform(bench.request()) { task in
        if outputBegan { task.markOutputBegan() }
        throw stop
      }
      #expect(conclusion.status == (stop == .byServer ? .error : .cancelled))
      try await bench.expect(available: Credits(left), held: 0)
      let reason = try await bench.rows("SELECT release_reason FROM holds").first?.optionalText("release_reason")
      #expect(reason == (left == 4 ? nil : stop == .byServer ? "shutdown" : "cancelled"))
    }
  }
}
