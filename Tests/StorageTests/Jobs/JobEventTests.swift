import Core
import Storage
import Testing

/// What a job says is kept in order; what it does is done once.
@Suite struct JobEventTests {
  private let kind = JobKind(rawValue: "test")

  private func withJob(
    _ engine: Engine, _ body: (JobStore, JobLease) async throws -> Void
  ) async throws {
    try await withDatabase(engine) { database in
      let jobs = JobStore(database: database)
      let user = try await newUser(in: database)
      _ = try await jobs.add(NewJob(id: TaskID(), kind: kind, user: user), now: .start)
      let claimed = try await jobs.claim(
        [kind], worker: WorkerID(), leaseUntil: .start + .seconds(10), now: .start)
      try await body(jobs, try #require(claimed).lease)
    }
  }

  private func event(_ number: Int, _ data: String = "{}") -> JobEvent {
    JobEvent(number: number, name: "text", data: data)
  }

  @Test(arguments: Engine.allCases)
  func eventsComeBackInOrderFromAnyPlace(engine: Engine) async throws {
    try await withJob(engine) { jobs, lease in
      let odd = JSONValue.object(["delta": "tab\t line\n ret\r\n \u{2028} é 🙂 \u{301}"]).serialized()
      try await jobs.append([event(1), event(2, odd)], under: lease)
      try await jobs.say("step", ["name": "x"], under: lease)
      try await jobs.append([event(4)], under: lease)
      let all = try #require(try await jobs.progress(of: lease.job, after: 0))
      #expect(all.events.map(\.number) == [1, 2, 3, 4] && all.job.eventCount == 4)
      #expect(all.events[1].data == odd && all.events[2].name == "step")
      let rest = try await jobs.progress(of: lease.job, after: 1)?.events
      #expect(rest == Array(all.events.dropFirst()))
      #expect(try await jobs.progress(of: lease.job, after: 4)?.events == [])
    }
  }

  @Test(arguments: Engine.allCases)
  func theSameEventsMayComeAgain(engine: Engine) async throws {
    try await withJob(engine) { jobs, lease in
      for _ in 0..<2 { try await jobs.append([event(1), event(2)], under: lease) }
      try await jobs.append([event(2), event(3)], under: lease)
      #expect(try await jobs.progress(of: lease.job, after: 0)?.events.map(\.number) == [1, 2, 3])
    }
  }

  @Test(arguments: Engine.allCases)
  func ofManyJobsOnlyTheLostOnesAreNotStored(engine: Engine) async throws {
    try await withJob(engine) { jobs, lease in
      let stranger = JobLease(job: lease.job, worker: WorkerID(), fence: lease.fence)
      let lost = try await jobs.append([stranger: [event(1, #""stranger""#)], lease: [event(1)]])
      #expect(lost == [stranger])
      #expect(try await jobs.progress(of: lease.job, after: 0)?.events == [event(1)])
    }
  }

  @Test(arguments: Engine.allCases)
  func aFinishedStepKeepsItsResultAndItsEffectsAreAppliedOnce(engine: Engine) async throws {
    try await withJob(engine) { jobs, lease in
      for result in ["first", "second"] {
        let kept = try await jobs.finishStep("a", result: .string(result), under: lease, now: .start) { db in
          try db.execute("UPDATE jobs SET delivered = delivered + 1 WHERE id = $1", [.id(lease.job)])
        }
        #expect(kept == "first")
      }
      #expect(try await jobs.result(ofStep: "a", of: lease.job) == "first")
      #expect(try await jobs.result(ofStep: "b", of: lease.job) == nil)
      #expect(try await jobs.signals(for: lease.worker).first?.delivered == 1)
    }
  }

  @Test(arguments: Engine.allCases)
  func aStepWhoseEffectsFailIsNotFinished(engine: Engine) async throws {
    struct Refused: Error {}
    try await withJob(engine) { jobs, lease in
      await #expect(throws: Refused.self) {
        try await jobs.finishStep("a", result: .null, under: lease, now: .start) { _ in throw Refused() }
      }
      let kept = try await jobs.result(ofStep: "a", of: lease.job)
      #expect(kept == nil)
    }
  }

  @Test(arguments: Engine.allCases)
  func aWatcherIsSeenByTheWorker(engine: Engine) async throws {
    try await withJob(engine) { jobs, lease in
      try await jobs.noteWatcher(of: lease.job, until: .start + .seconds(6), delivered: 3)
      try await jobs.noteWatcher(of: lease.job, until: .start + .seconds(2), delivered: 1)
      let signal = try #require(try await jobs.signals(for: lease.worker).first)
      #expect(signal.watchedUntil == .start + .seconds(6) && signal.delivered == 3)
    }
  }
}
