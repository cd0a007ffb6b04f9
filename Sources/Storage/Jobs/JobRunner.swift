package import Core
package import Logging
import Synchronization

/// Takes jobs from the queue and does them, a few at a time, until it is told to end.
package final class JobRunner: Sendable {
  /// How many jobs of this process are done at once.
  private let mostAtOnce: Int
  /// The longest wait before the queue is looked at again; jobs added in this process are begun at once.
  static let pause: Duration = .milliseconds(500)
  /// The pause before the second attempt; it doubles with each further one, up to `longestBackOff`.
  static let firstBackOff: Duration = .seconds(1)
  static let longestBackOff: Duration = .seconds(300)

  private let store: JobStore
  private let keeper: LeaseKeeper
  private let handlers: [JobKind: any JobHandler]
  private let clock: WallClock
  private let logger: Logger
  private let news: AsyncStream<Void>
  private let newsCame: AsyncStream<Void>.Continuation
  private let state = Mutex(State())

  private struct State {
    var running: [JobLease: (job: RunningJob, cancel: @Sendable () -> Void)] = [:]
    var isEnding = false
  }

  package init(
    store: JobStore, keeper: LeaseKeeper, handlers: [any JobHandler], mostAtOnce: Int, clock: WallClock, logger: Logger
  ) {
    self.store = store
    self.keeper = keeper
    self.handlers = Dictionary(handlers.map { ($0.kind, $0) }) { first, _ in first }
    self.mostAtOnce = max(mostAtOnce, 1)
    self.clock = clock
    self.logger = logger
    (news, newsCame) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  package var kinds: [JobKind] { handlers.keys.sorted { $0.rawValue < $1.rawValue } }

  /// Says that there may be something to do now.
  package func wake() { newsCame.yield() }

  /// Begins no more jobs; those that run go back into the queue, where another process takes them, or end by
  /// themselves first.
  package func drain() {
    let running = state.withLock { state in
      state.isEnding = true
      return Array(state.running.values)
    }
    for (job, cancel) in running {
      job.end(.shutdown)
      cancel()
    }
    newsCame.yield()
  }

  /// Works until `drain` was called and everything is handed back, or until it is cancelled.
  package func run() async {
    await withDiscardingTaskGroup { group in
      group.addTask { await self.ring() }
      for await _ in news {
        guard !isEnding, !Task.isCancelled else { break }
        while isFree, let claimed = await next() {
          group.addTask { await self.perform(claimed) }
        }
      }
      group.cancelAll()
    }
  }

  /// Makes the queue be looked at from time to time: other processes add jobs, and leases lapse.
  private func ring() async {
    while !Task.isCancelled {
      newsCame.yield()
      do { try await Task.sleep(for: Self.pause) } catch { return }
    }
  }

  private var isEnding: Bool { state.withLock { $0.isEnding } }

  private var isFree: Bool { state.withLock { !$0.isEnding && $0.running.count < mostAtOnce } }

  /// The next job, registered as running; nil when there is none or the database can't be asked now.
  private func next() async -> RunningJob? {
    guard
      let claimed = try? await store.claim(
        kinds, worker: keeper.worker, leaseUntil: keeper.leaseUntil, takingOver: keeper.mayTakeOver, now: clock.now)
    else { return nil }
    let job = RunningJob(claimed, store: store, clock: clock)
    state.withLock { $0.running[job.lease] = (job, {}) }
    return job
  }

  private func perform(_ job: RunningJob) async {
    await withTaskGroup(of: Void.self) { group in
      let (cancelled, cancel) = AsyncStream<Void>.makeStream()
      state.withLock { $0.running[job.lease] = (job, { cancel.finish() }) }
      if isEnding { job.end(.shutdown) }
      keeper.keep(job.lease) { signal in
        switch signal {
        case .stop(let stopper): job.end(.stop(stopper))
        case .lost: job.end(.lost)
        case .watched: return
        }
        cancel.finish()
      }
      if job.ending != nil { cancel.finish() }
      group.addTask { await self.carryOut(job) }
      group.addTask { for await _ in cancelled {} }
      await group.next()
      group.cancelAll()
    }
    keeper.drop(job.lease)
    _ = state.withLock { $0.running.removeValue(forKey: job.lease) }
    newsCame.yield()
  }

  private func carryOut(_ job: RunningJob) async {
    guard let handler = handlers[job.job.kind] else { return }
    do {
      do {
        if job.isExhausted { throw Exhausted() }
        try await handler.perform(job)
        try await finish(job, as: .done)
      } catch {
        if Task.isCancelled { job.end(.shutdown) }  // a reason that was given before stays
        try await shieldedFromCancellation { try await self.settle(job, handler, after: error) }
      }
    } catch {
      // The lease lapses, and whoever takes the job over next goes on from its last finished step.
      logger.warning(
        "A job was left as it is",
        metadata: ["job": "\(job.job.id)", "code": "\((error as? any AppError)?.code ?? "unknown")"])
    }
  }

  /// What becomes of a job whose work ended early.
  private func settle(_ job: RunningJob, _ handler: any JobHandler, after error: any Error) async throws {
    let now = clock.now
    switch job.ending {
    case .lost: return
    case .stop: try await finish(job, as: .cancelled)
    case .shutdown: try await store.handBack(job.lease, dueAt: now, isCounted: false)
    case nil where job.isExhausted || job.job.attempts >= job.job.mostAttempts:
      try await handler.giveUp(job)
      try await finish(job, as: .failed, errorCode: (error as? any AppError)?.code ?? "internal.error")
    case nil:
      try await store.handBack(job.lease, dueAt: now + Self.backOff(afterAttempt: job.job.attempts), isCounted: true)
    }
  }

  /// Ends the job unless its handler did so, together with what it made.
  private func finish(_ job: RunningJob, as state: JobState, errorCode: String? = nil) async throws {
    do {
      try await store.finish(job.lease, as: state, errorCode: errorCode, now: clock.now)
    } catch JobError.leaseLost {
      return
    }
  }

  static func backOff(afterAttempt attempt: Int) -> Duration {
    min(firstBackOff * (1 << min(max(attempt - 1, 0), 20)), longestBackOff)
  }

  private struct Exhausted: Error {}
}
