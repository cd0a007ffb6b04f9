import Core
import Logging
import Synchronization
import TestSupport
import Testing

@testable import Storage

/// Workers on one queue: each job is done, whatever happens to those who do it.
@Suite(.timeLimit(.minutes(3))) struct JobRunnerTests {
  /// A handler whose work is a closure, and which notes what it gave up.
  private final class Handler: JobHandler {
    let kind = JobKind(rawValue: "test")
    let work: @Sendable (RunningJob) async throws -> Void
    let givenUp = Mutex<[TaskID]>([])

    init(work: @escaping @Sendable (RunningJob) async throws -> Void) { self.work = work }

    func perform(_ job: RunningJob) async throws { try await work(job) }
    func giveUp(_ job: RunningJob) async throws { givenUp.withLock { $0.append(job.job.id) } }
  }

  /// One process: its keeper and its runner at work.
  private struct Process {
    let keeper: LeaseKeeper
    let runner: JobRunner

    init(_ jobs: JobStore, _ handler: any JobHandler, lease: Duration = .seconds(10), clock: WallClock = .system) {
      keeper = LeaseKeeper(store: jobs, length: lease, clock: clock, logger: .quiet)
      runner = JobRunner(
        store: jobs, keeper: keeper, handlers: [handler], mostAtOnce: 4, clock: clock, logger: .quiet)
    }

    /// Runs while `body` does, then hands its jobs back.
    func whileRunning<Value>(_ body: () async throws -> Value) async throws -> Value {
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await keeper.run() }
        group.addTask { await runner.run() }
        let value = try await body()
        runner.drain()
        _ = try await group.next()
        group.cancelAll()
        return value
      }
    }
  }

  private func add(_ jobs: JobStore, in database: any SQLDatabase, most: Int = 3) async throws -> TaskID {
    let id = TaskID()
    let user = try await newUser(in: database)
    _ = try await jobs.add(
      NewJob(id: id, kind: JobKind(rawValue: "test"), user: user, mostAttempts: most), now: WallClock.system.now)
    return id
  }

  private func end(of id: TaskID, in jobs: JobStore) async throws -> Job {
    while true {
      if let job = try await jobs.job(id), job.state.isOver { return job }
      try await Task.sleep(for: .milliseconds(5))
    }
  }

  @Test(arguments: Engine.allCases)
  func aJobIsDoneAndItsEventsAreThere(engine: Engine) async throws {
    try await withDatabase(engine) { database in
      let jobs = JobStore(database: database)
      let id = try await add(jobs, in: database)
      let handler = Handler(work: { job in try await job.say("step", ["name": "one"]) })
      try await Process(jobs, handler).whileRunning {
        let job = try await end(of: id, in: jobs)
        #expect(job.state == .done)
      }
      #expect(try await jobs.progress(of: id, after: 0)?.events.map(\.name) == ["step"])
    }
  }

  @Test func aFailingJobIsGivenUpAfterItsLastAttempt() async throws {
    struct Broken: Error {}
    try await withDatabase { database in
      let jobs = JobStore(database: database)
      let id = try await add(jobs, in: database, most: 1)
      let handler = Handler(work: { _ in throw Broken() })
      try await Process(jobs, handler).whileRunning {
        let job = try await end(of: id, in: jobs)
        #expect(job.state == .failed && job.errorCode == "internal.error")
      }
      #expect(handler.givenUp.withLock { $0 } == [id])
    }
  }

  @Test func afterAFailureAJobIsBegunAgainLater() async throws {
    struct Broken: Error {}
    try await withDatabase { database in
      let jobs = JobStore(database: database)
      let id = try await add(jobs, in: database)
      let handler = Handler(work: { _ in throw Broken() })
      try await Process(jobs, handler).whileRunning {
        while try await !Self.wasHandedBack(id, in: jobs) { try await Task.sleep(for: .milliseconds(5)) }
      }
      #expect(handler.givenUp.withLock { $0 }.isEmpty)
    }
  }

  private static func wasHandedBack(_ id: TaskID, in jobs: JobStore) async throws -> Bool {
    let job = try await jobs.job(id)
    return job?.state == .waiting && job?.attempts == 1
  }

  @Test func theBackOffDoublesUpToABound() {
    let pauses = [1, 2, 3, 20, .max].map { JobRunner.backOff(afterAttempt: $0) }
    #expect(pauses == [.seconds(1), .seconds(2), .seconds(4), .seconds(300), .seconds(300)])
  }

  @Test func aStopReachesTheWork() async throws {
    try await withDatabase { database in
      let jobs = JobStore(database: database)
      let id = try await add(jobs, in: database)
      let handler = Handler(work: { _ in try await Task.sleep(for: .seconds(3600)) })
      try await Process(jobs, handler).whileRunning {
        while try await jobs.job(id)?.state != .running { try await Task.sleep(for: .milliseconds(5)) }
        let user = try #require(try await jobs.job(id)).user
        try await jobs.stop(id, of: user, now: WallClock.system.now)
        #expect(try await end(of: id, in: jobs).state == .cancelled)
      }
    }
  }

  @Test(arguments: [Engine.file, .postgres])
  func aProcessThatEndsHandsItsJobsOnWithWhatIsDone(engine: Engine) async throws {
    try await withDatabase(engine) { database in
      let jobs = JobStore(database: database)
      let id = try await add(jobs, in: database)
      let calls = Mutex(0)
      let work: @Sendable (RunningJob) async throws -> Void = { job in
        _ = try await job.step("pay") {
          calls.withLock { $0 += 1 }
          return "paid"
        }
        // The first process never gets beyond this; the second goes on from the finished step.
        if calls.withLock({ $0 }) == 1, job.job.fence == 1 { try await Task.sleep(for: .seconds(3600)) }
      }
      try await Process(jobs, Handler(work: work)).whileRunning {
        while try await jobs.result(ofStep: "pay", of: id) == nil { try await Task.sleep(for: .milliseconds(5)) }
      }
      let handed = try #require(try await jobs.job(id))
      #expect(handed.state == .waiting && handed.attempts == 0)
      try await Process(jobs, Handler(work: work)).whileRunning {
        let job = try await end(of: id, in: jobs)
        #expect(job.state == .done)
      }
      #expect(calls.withLock { $0 } == 1)
    }
  }

  @Test func whoLostItsLeaseIsToldAndWritesNothing() async throws {
    try await withDatabase { database in
      let jobs = JobStore(database: database)
      let id = try await add(jobs, in: database)
      let outcome = Mutex<[String]>([])
      let handler = Handler(work: { job in
        do { try await Task.sleep(for: .seconds(3600)) } catch {
          outcome.withLock { $0.append("\(job.ending.map { "\($0)" } ?? "none")") }
          throw error
        }
      })
      try await Process(jobs, handler).whileRunning {
        while try await jobs.job(id)?.state != .running { try await Task.sleep(for: .milliseconds(5)) }
        let thief = WorkerID()
        let far = WallClock.system.now + .seconds(3600)
        let stolen = try await jobs.claim(id, worker: thief, leaseUntil: far, now: far)
        let lease = try #require(stolen).lease
        while outcome.withLock({ $0 }).isEmpty { try await Task.sleep(for: .milliseconds(5)) }
        try await jobs.finish(lease, as: .done, now: far)
      }
      #expect(outcome.withLock { $0 } == ["lost"])
      #expect(try await jobs.job(id)?.state == .done)
      #expect(handler.givenUp.withLock { $0 }.isEmpty)
    }
  }

  @Test func afterAnOutageLivingWorkersHaveTimeToSaySo() async throws {
    let clock = ManualClock()
    try await withDatabase { database in
      let faulty = FaultyDatabase(database)
      let keeper = LeaseKeeper(
        store: JobStore(database: faulty), length: .seconds(10), clock: clock.wallClock, logger: .quiet)
      await keeper.beatOnce()
      #expect(!keeper.mayTakeOver)
      clock.advance(by: .seconds(10))
      await keeper.beatOnce()
      #expect(keeper.mayTakeOver)
      faulty.refuseReads(true)
      await keeper.beatOnce()
      #expect(!keeper.mayTakeOver)
      faulty.refuseReads(false)
      await keeper.beatOnce()
      #expect(!keeper.mayTakeOver)
      clock.advance(by: .seconds(10))
      #expect(keeper.mayTakeOver)
    }
  }
}
