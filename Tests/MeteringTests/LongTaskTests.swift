import Core
import CreditLedger
import Metering
import Storage
import Testing
import TestSupport

/// C2: a slow task keeps its credits, and no task runs for ever.
@Suite struct LongTaskTests {
  @Test func theHoldOfASlowTaskIsKeptAlive() async throws {
    let pauses = Pauses()
    try await MeteringBench.with(
      credits: 1, settings: MeteringSettings(holdDuration: .seconds(900), longestTask: .seconds(86_400)), pauses: pauses
    ) { bench in
      let receipt = try await bench.metering.run(bench.request()) { task in
        task.markOutputBegan()
        for beat in 1...9 {
          let before = try await Self.expiry(bench)
          pauses.allow(1)
          await pauses.wait(until: beat)
          while try await Self.expiry(bench) == before { await Task.yield() }
        }
        // Three times the length of a hold has passed, and the credit is still this task's.
        await #expect(throws: MeteringError.insufficientCredits(required: 1, remaining: 0)) {
          try await bench.metering.run(bench.request()) { _ in }
        }
      }
      #expect(receipt.credits == 1)
      try await bench.expect(available: 0, held: 0)
    }
  }

  @Test func aDatabaseThatCannotBeReachedOnceEndsNoTask() async throws {
    let pauses = Pauses()
    try await MeteringBench.with(credits: 1, pauses: pauses) { bench in
      let receipt = try await bench.metering.run(bench.request()) { task in
        let before = try await Self.expiry(bench)
        bench.database.plan([.before])
        pauses.allow(2)
        while try await Self.expiry(bench) == before { await Task.yield() }
      }
      #expect(receipt.credits == 1)
    }
  }

  @Test func aTaskWhoseHoldIsGoneIsEnded() async throws {
    let pauses = Pauses()
    try await MeteringBench.with(credits: 5, pauses: pauses) { bench in
      let request = bench.request()
      await #expect(throws: MeteringError.holdLost) {
        try await bench.metering.run(request) { task in
          task.markOutputBegan()
          _ = try await bench.ledger.release(request.id, reason: .failure, now: bench.clock.now)
          pauses.allow(1)
          try await Task.sleep(for: .seconds(3600))
        }
      }
      try await bench.expect(available: 5, held: 0)
    }
  }

  @Test func aTaskThatTakesTooLongIsEndedAndFree() async throws {
    let settings = MeteringSettings(holdDuration: .seconds(900), longestTask: .seconds(1800))
    try await MeteringBench.with(credits: 5, settings: settings, pauses: Pauses(allowed: 100)) { bench in
      let start = bench.clock.now
      await #expect(throws: MeteringError.tooLong(.seconds(1800))) {
        try await bench.metering.run(bench.request()) { task in
          task.markOutputBegan()
          try await Task.sleep(for: .seconds(3600))
        }
      }
      #expect(bench.clock.now - start == .seconds(1800))
      #expect(MeteringError.tooLong(.seconds(1800)).code == "task.too_long")
      try await bench.expect(available: 5, held: 0)
    }
  }

  @Test func anAnswerThatIsCompleteAtTheLastMomentIsPaid() async throws {
    let settings = MeteringSettings(holdDuration: .seconds(900), longestTask: .seconds(300))
    try await MeteringBench.with(credits: 5, settings: settings, pauses: Pauses(allowed: 1)) { bench in
      let receipt = try await bench.metering.run(bench.request()) { _ in
        while !Task.isCancelled { await Task.yield() }
      }
      #expect(receipt.credits == 1)
    }
  }

  private static func expiry(_ bench: MeteringBench) async throws -> Int64? {
    try await bench.rows("SELECT expires_at FROM holds").first?.integer("expires_at")
  }
}
