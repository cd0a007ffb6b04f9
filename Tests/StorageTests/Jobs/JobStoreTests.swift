import Core
import Storage
import Testing

/// The queue's contract, on every engine.
@Suite struct JobStoreTests {
  private let kind = JobKind(rawValue: "test")
  private let one = WorkerID()
  private let two = WorkerID()

  private func job(_ user: UserID, _ id: TaskID = TaskID(), lane: String? = nil, most: Int = 3) -> NewJob {
    NewJob(id: id, kind: kind, user: user, lane: lane, payload: ["n": 1], mostAttempts: most)
  }

  private func claim(
    _ jobs: JobStore, _ worker: WorkerID, at seconds: Int = 0, lease: Int = 10
  ) async throws -> ClaimedJob? {
    let now = Timestamp.start + .seconds(seconds)
    return try await jobs.claim([kind], worker: worker, leaseUntil: now + .seconds(lease), now: now)
  }

  @Test(arguments: Engine.allCases)
  func aJobIsAddedOnceAndClaimedByOne(engine: Engine) async throws {
    try await withDatabase(engine) { database in
      let jobs = JobStore(database: database)
      let wanted = job(try await newUser(in: database))
      #expect(try await jobs.add(wanted, now: .start) == .added)
      #expect(try await jobs.add(wanted, now: .start) == .wasThere)
      let claimed = try #require(try await claim(jobs, one))
      #expect(claimed.job.id == wanted.id && claimed.job.payload == ["n": 1] && claimed.job.attempts == 1)
      #expect(!claimed.isExhausted && claimed.lease.fence == 1)
      #expect(try await claim(jobs, two) == nil)
    }
  }

  @Test(arguments: Engine.allCases)
  func ofManyWorkersEachJobGoesToOne(engine: Engine) async throws {
    try await withDatabase(engine) { database in
      let jobs = JobStore(database: database)
      let user = try await newUser(in: database)
      for _ in 0..<20 { _ = try await jobs.add(job(user), now: .start) }
      let taken = try await withThrowingTaskGroup(of: [TaskID].self) { group in
        for _ in 0..<8 {
          group.addTask {
            var mine: [TaskID] = []
            let worker = WorkerID()
            // Others may have taken every candidate of one look: the queue is empty when none is waiting.
            while mine.count < 20 {
              if let claimed = try await claim(jobs, worker) {
                mine.append(claimed.job.id)
              } else if try await jobs.signals(for: worker).count == mine.count, try await Self.waiting(database) == 0 {
                break
              }
            }
            return mine
          }
        }
        return try await group.reduce(into: []) { $0 += $1 }
      }
      #expect(taken.count == 20 && Set(taken).count == 20)
    }
  }

  private static func waiting(_ database: any SQLDatabase) async throws -> Int {
    try await database.read { try $0.row("SELECT COUNT(*) AS n FROM jobs WHERE state = 'waiting'")?.int("n") ?? 0 }
  }

  @Test(arguments: Engine.allCases)
  func aLapsedJobGoesToAnotherWorkerAndTheFirstCantWriteAnyMore(engine: Engine) async throws {
    try await withDatabase(engine) { database in
      let jobs = JobStore(database: database)
      _ = try await jobs.add(job(newUser(in: database)), now: .start)
      let first = try #require(try await claim(jobs, one))
      #expect(try await claim(jobs, two, at: 9) == nil)
      let second = try #require(try await claim(jobs, two, at: 10))
      #expect(second.job.attempts == 2 && second.lease.fence == 2)
      await #expect(throws: JobError.leaseLost) { try await jobs.write(under: first.lease) { _ in } }
      await #expect(throws: JobError.leaseLost) { try await jobs.say("x", .null, under: first.lease) }
      await #expect(throws: JobError.leaseLost) { try await jobs.finish(first.lease, as: .done, now: .start) }
      await #expect(throws: JobError.leaseLost) {
        try await jobs.handBack(first.lease, dueAt: .start, isCounted: true)
      }
      try await jobs.renew([first.lease], until: .start + .seconds(999))
      let still = try await jobs.job(second.job.id)
      #expect(still?.worker == two && still?.leaseUntil == .start + .seconds(20))
      try await jobs.finish(second.lease, as: .done, now: .start)
    }
  }

  @Test(arguments: Engine.allCases)
  func aJobThatShowsSignsOfLifeIsLeftAlone(engine: Engine) async throws {
    try await withDatabase(engine) { database in
      let jobs = JobStore(database: database)
      _ = try await jobs.add(job(newUser(in: database)), now: .start)
      let first = try #require(try await claim(jobs, one))
      try await jobs.renew([first.lease], until: .start + .seconds(30))
      #expect(try await claim(jobs, two, at: 20) == nil)
      try await jobs.letGo(first.lease, now: .start + .seconds(20))
      #expect(try await claim(jobs, two, at: 20) != nil)
    }
  }

  @Test(arguments: Engine.allCases)
  func afterItsLastAttemptAJobCanOnlyBeGivenUp(engine: Engine) async throws {
    try await withDatabase(engine) { database in
      let jobs = JobStore(database: database)
      _ = try await jobs.add(job(newUser(in: database), most: 2), now: .start)
      let exhausted = [
        try await claim(jobs, one)?.isExhausted, try await claim(jobs, two, at: 10)?.isExhausted,
        try await claim(jobs, one, at: 20)?.isExhausted, try await claim(jobs, two, at: 30)?.isExhausted,
      ]
      #expect(exhausted == [false, false, true, true])
    }
  }

  @Test(arguments: Engine.allCases)
  func aJobThatWasHandedBackIsDueLater(engine: Engine) async throws {
    try await withDatabase(engine) { database in
      let jobs = JobStore(database: database)
      _ = try await jobs.add(job(newUser(in: database)), now: .start)
      let first = try #require(try await claim(jobs, one))
      try await jobs.handBack(first.lease, dueAt: .start + .seconds(5), isCounted: true)
      #expect(try await claim(jobs, one, at: 4) == nil)
      let second = try #require(try await claim(jobs, one, at: 5))
      #expect(second.job.attempts == 2)
      try await jobs.handBack(second.lease, dueAt: .start, isCounted: false)
      #expect(try await claim(jobs, two, at: 5)?.job.attempts == 2)
    }
  }

  @Test(arguments: Engine.allCases)
  func aLaneHasOneLiveJob(engine: Engine) async throws {
    try await withDatabase(engine) { database in
      let jobs = JobStore(database: database)
      let user = try await newUser(in: database)
      let first = job(user, lane: "chat")
      #expect(try await jobs.add(first, now: .start) == .added)
      #expect(try await jobs.add(job(user, lane: "chat"), now: .start) == .laneBusy)
      #expect(try await jobs.live(inLane: "chat")?.id == first.id)
      let claimed = try #require(try await claim(jobs, one))
      #expect(try await jobs.add(job(user, lane: "chat"), now: .start) == .laneBusy)
      try await jobs.finish(claimed.lease, as: .failed, errorCode: "x", now: .start)
      #expect(try await jobs.add(job(user, lane: "chat"), now: .start) == .added)
    }
  }

  @Test(arguments: Engine.allCases)
  func onePersonHasNoMoreLiveJobsThanAllowed(engine: Engine) async throws {
    try await withDatabase(engine) { database in
      let jobs = JobStore(database: database)
      let user = try await newUser(in: database)
      func add(_ user: UserID) async throws -> JobAdded {
        var wanted = job(user)
        wanted.mostOfOnePerson = 2
        return try await jobs.add(wanted, now: .start)
      }
      let added = [try await add(user), try await add(user), try await add(user), try await add(newUser(in: database))]
      #expect(added == [.added, .added, .tooMany, .added])
    }
  }

  @Test(arguments: Engine.allCases)
  func peopleTakeTurns(engine: Engine) async throws {
    try await withDatabase(engine) { database in
      let jobs = JobStore(database: database)
      let (busy, other) = (try await newUser(in: database), try await newUser(in: database))
      for second in 0..<3 { _ = try await jobs.add(job(busy), now: .start + .seconds(second)) }
      _ = try await jobs.add(job(other), now: .start + .seconds(3))
      var order: [UserID] = []
      while let claimed = try await claim(jobs, one, at: 5) { order.append(claimed.job.user) }
      #expect(order == [busy, other, busy, busy])
    }
  }

  @Test(arguments: Engine.allCases)
  func aWaitingJobIsStoppedAtOnceAndARunningOneIsTold(engine: Engine) async throws {
    try await withDatabase(engine) { database in
      let jobs = JobStore(database: database)
      let user = try await newUser(in: database)
      let (waiting, running) = (job(user), job(user))
      _ = try await jobs.add(running, now: .start)
      let claimed = try #require(try await claim(jobs, one))
      _ = try await jobs.add(waiting, now: .start)
      let stranger = try await newUser(in: database)
      let isTheirs = try await jobs.stop(running.id, of: stranger, now: .start)
      #expect(!isTheirs)
      for id in [waiting.id, running.id] { #expect(try await jobs.stop(id, of: user, now: .start)) }
      #expect(try await jobs.job(waiting.id)?.state == .cancelled)
      let signals = try await jobs.signals(for: one)
      #expect(signals.map(\.lease) == [claimed.lease] && signals.first?.stopAskedBy == .person)
      #expect(try await claim(jobs, two, at: 5) == nil)
    }
  }

  @Test(arguments: Engine.allCases)
  func endedJobsAreRemovedAfterAWhile(engine: Engine) async throws {
    try await withDatabase(engine) { database in
      let jobs = JobStore(database: database)
      let user = try await newUser(in: database)
      _ = try await jobs.add(job(user), now: .start)
      let claimed = try #require(try await claim(jobs, one))
      try await jobs.say("text", ["delta": "x"], under: claimed.lease)
      try await jobs.finish(claimed.lease, as: .done, now: .start)
      _ = try await jobs.add(job(user), now: .start)
      let removed = [
        try await jobs.deleteFinished([kind], before: .start),
        try await jobs.deleteFinished([JobKind(rawValue: "other")], before: .start + .seconds(1)),
        try await jobs.deleteFinished([kind], before: .start + .seconds(1)),
      ]
      #expect(removed == [0, 0, 1])
      #expect(try await jobs.progress(of: claimed.job.id, after: 0) == nil)
    }
  }
}
