package import Core
import Synchronization

/// A job in the hands of this process, as its handler sees it.
package final class RunningJob: Sendable {
  /// Why a job's work is cancelled.
  package enum Ending: Sendable, Equatable {
    /// Somebody asked for it.
    case stop(JobStopper)
    /// Another process has it now.
    case lost
    /// This process ends; the job goes back into the queue.
    case shutdown
  }

  package let job: Job
  package let lease: JobLease
  package let store: JobStore
  /// It may not be begun once more: all that is left is to give it up.
  let isExhausted: Bool
  private let clock: WallClock
  private let reason = Mutex<Ending?>(nil)

  init(_ claimed: ClaimedJob, store: JobStore, clock: WallClock) {
    job = claimed.job
    lease = claimed.lease
    isExhausted = claimed.isExhausted
    self.store = store
    self.clock = clock
  }

  /// Why the work is to end; nil while it may go on.
  package var ending: Ending? { reason.withLock { $0 } }

  /// Adds an event to the job's stream.
  package func say(_ name: String, _ data: JSONValue) async throws {
    try await store.say(name, data, under: lease)
  }

  /// The result of a step: what was kept when it is finished already, else what `body` makes of it, with `effects`
  /// written in the transaction that keeps it.
  package func step(
    _ name: String, _ body: () async throws -> JSONValue,
    effects: @escaping @Sendable (any SQLConnection) throws -> Void = { _ in }
  ) async throws -> JSONValue {
    if let earlier = try await store.result(ofStep: name, of: job.id) { return earlier }
    let result = try await body()
    return try await store.finishStep(name, result: result, under: lease, now: clock.now, effects: effects)
  }

  /// The first reason stays.
  func end(_ ending: Ending) { reason.withLock { $0 = $0 ?? ending } }
}
