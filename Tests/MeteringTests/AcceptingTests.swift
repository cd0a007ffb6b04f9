import Core
import CreditLedger
import Metering
import Storage
import Synchronization
import Testing
import TestSupport

/// C2, C4: what is written when a task is taken, and what is said when it comes again.
@Suite struct AcceptingTests {
  struct Broken: Error {}

  @Test func aHoldAndWhatIsWrittenWithItAreThereTogetherOrNotAtAll() async throws {
    try await MeteringBench.with(credits: 5) { bench in
      let concluded = Mutex(false)
      let request = bench.request()
      await #expect(throws: Broken.self) {
        try await bench.metering.run(
          request, accept: { _, _ in throw Broken() }, conclude: { _, _ in concluded.withLock { $0 = true } },
          body: { _ in Issue.record("must not run") })
      }
      try await bench.expect(available: 5, held: 0)
      #expect(!concluded.withLock { $0 }, "what was not accepted has no end")
      let tasks = try await bench.rows("SELECT id FROM task_records")
      #expect(tasks.isEmpty)
      // The id is not used up.
      let receipt = try await bench.metering.run(request) { _ in }
      #expect(receipt.credits == 1)
    }
  }

  @Test func whatAcceptsSeesThePayerAndThePrice() async throws {
    try await MeteringBench.with(credits: 5) { bench in
      let seen = Mutex<TaskAccepted?>(nil)
      _ = try await bench.metering.run(bench.request(), accept: { accepted, _ in seen.withLock { $0 = accepted } }) {
        _ in
      }
      #expect(seen.withLock { $0 }?.price == 1)
      #expect(seen.withLock { $0 }?.payer == .platform)
    }
  }

  @Test func aTaskThatComesAgainIsToldWhatBecameOfIt() async throws {
    try await MeteringBench.with(credits: 5) { bench in
      let failed = TaskID()
      _ = try? await bench.metering.run(bench.request(failed)) { _ in throw Broken() }
      await #expect(throws: MeteringError.duplicate(failed, .failed)) {
        try await bench.metering.run(bench.request(failed)) { _ in }
      }
      let running = TaskID()
      _ = try await bench.metering.run(bench.request(running)) { _ in
        await #expect(throws: MeteringError.duplicate(running, .running)) {
          try await bench.metering.run(bench.request(running)) { _ in }
        }
      }
      let lost = TaskID()
      let now = bench.clock.now
      _ = try await bench.ledger.hold(
        HoldRequest(
          task: lost, account: bench.account, amount: 1, feature: .chat, model: MeteringBench.model,
          expiresAt: now + .seconds(10), now: now))
      bench.clock.advance(by: .seconds(11))
      await #expect(throws: MeteringError.duplicate(lost, .expired)) {
        try await bench.metering.run(bench.request(lost)) { _ in }
      }
      #expect(!MeteringError.duplicate(lost, .expired).message.contains("in the chat"))
      #expect(!MeteringError.duplicate(failed, .failed).message.contains("in the chat"))
    }
  }

  @Test func theSameIdForAnotherWishIsRefused() async throws {
    try await MeteringBench.with(credits: 60) { bench in
      let id = TaskID()
      _ = try await bench.metering.run(bench.request(id)) { _ in }
      await #expect(throws: MeteringError.keyReused(id)) {
        try await bench.metering.run(bench.request(id, feature: .deepAnalysis)) { _ in }
      }
      try await bench.expect(available: 59)
    }
  }

  @Test func aRefusalIsCountedAsAnErrorButIsNoUse() async throws {
    try await MeteringBench.with(credits: 0) { bench in
      let id = TaskID()
      _ = try? await bench.metering.run(bench.request(id)) { _ in }
      _ = try? await bench.metering.run(bench.request(id, ownKey: .on(nil))) { _ in }
      let errors = try await bench.usage.errorsByCode(
        from: Timestamp(milliseconds: 0), to: bench.clock.now + .seconds(1))
      #expect(errors.map(\.code) == ["credits.insufficient", "key.missing"])
      #expect(errors.map(\.payer) == [.platform, .ownKey])
      let lines = try await bench.lines
      #expect(lines.isEmpty)
    }
  }

  @Test func aTaskThatIsCancelledBeforeItIsTakenHoldsNothing() async throws {
    try await MeteringBench.with(credits: 5) { bench in
      await withTaskGroup(of: Void.self) { group in
        group.addTask {
          withUnsafeCurrentTask { $0?.cancel() }
          await #expect(throws: CancellationError.self) { try await bench.metering.run(bench.request()) { _ in } }
        }
      }
      let holds = try await bench.rows("SELECT task_id FROM holds")
      #expect(holds.isEmpty)
    }
  }
}
