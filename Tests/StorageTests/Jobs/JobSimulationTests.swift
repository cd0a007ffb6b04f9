import Core
import Storage
import Testing

/// Workers that die, stop for a while and come back, drawn by lot: every job is done, and its effects are applied once.
@Suite(.timeLimit(.minutes(2))) struct JobSimulationTests {
  private static let kind = JobKind(rawValue: "test")
  private static let steps = ["plan", "pay", "write"]

  /// What one worker has in its hands; a worker that was stopped goes on with it as if nothing had happened.
  private struct Hand {
    var claimed: ClaimedJob
    var done = 0
  }

  @Test(arguments: [Engine.memory, .postgres], [1, 2, 3, 4] as [UInt64])
  func everyJobIsDoneAndEveryStepCountsOnce(engine: Engine, seed: UInt64) async throws {
    try await withDatabase(engine) { database in
      let jobs = JobStore(database: database)
      var dice = SeededGenerator(seed: seed)
      let user = try await newUser(in: database)
      let ids = (0..<6).map { TaskID(trusted: "job-\($0)") }
      for id in ids {
        _ = try await jobs.add(NewJob(id: id, kind: Self.kind, user: user, mostAttempts: 1000), now: .start)
      }
      var now = Timestamp.start
      var hands: [WorkerID: [Hand]] = Dictionary(
        uniqueKeysWithValues: (0..<3).map { (WorkerID(trusted: "worker-\($0)"), []) })
      var refused = 0
      for _ in 0..<4000 {
        if try await Self.isAllDone(database) { break }
        let worker = hands.keys.sorted { $0.rawValue < $1.rawValue }[Int.random(in: 0..<3, using: &dice)]
        var mine = hands[worker] ?? []
        switch Int.random(in: 0..<20, using: &dice) {
        case 0: mine = []  // killed: it knows nothing any more
        case 1...2: now = now + .seconds(Int.random(in: 1...15, using: &dice))  // stopped for a while, or just slow
        case 3...5: try await jobs.renew(mine.map(\.claimed.lease), until: now + .seconds(10))
        case 6...9:
          let claimed = try await jobs.claim([Self.kind], worker: worker, leaseUntil: now + .seconds(10), now: now)
          if let claimed { mine.append(Hand(claimed: claimed)) }
        default:
          guard !mine.isEmpty else { break }
          let place = Int.random(in: 0..<mine.count, using: &dice)
          do {
            if try await Self.goOn(&mine[place], jobs, now: now) { mine.remove(at: place) }
          } catch JobError.leaseLost {
            refused += 1
            mine.remove(at: place)
          }
        }
        hands[worker] = mine
      }
      let isAllDone = try await Self.isAllDone(database)
      #expect(isAllDone && refused > 0, "the lots must have put somebody out of office")
      for id in ids {
        let (job, events) = try #require(try await jobs.progress(of: id, after: 0))
        #expect(job.state == .done && events.map(\.number) == Array(1...Self.steps.count))
        #expect(events.map(\.name) == Self.steps, "each step was told once, by whoever finished it")
      }
    }
  }

  /// The next step of a job, with an effect that must happen once; whether the job is over.
  private static func goOn(_ hand: inout Hand, _ jobs: JobStore, now: Timestamp) async throws -> Bool {
    let lease = hand.claimed.lease
    guard hand.done < steps.count else {
      try await jobs.finish(lease, as: .done, now: now)
      return true
    }
    let step = steps[hand.done]
    _ = try await jobs.finishStep(step, result: .string(step), under: lease, now: now) { db in
      let stored = try JobStore.prove(lease, on: db)
      try JobStore.append([JobEvent(number: stored + 1, name: step, data: "{}")], under: lease, on: db)
    }
    hand.done += 1
    return false
  }

  private static func isAllDone(_ database: any SQLDatabase) async throws -> Bool {
    try await database.read { db in try db.row("SELECT COUNT(*) AS n FROM jobs WHERE state <> 'done'")?.int("n") == 0 }
  }
}
