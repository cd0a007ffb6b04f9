package import Core
package import Logging
import Synchronization

/// Shows signs of life for every job of this process, and tells what others have to say to them.
package final class LeaseKeeper: Sendable {
  /// What a job learns while it is being done.
  package enum Signal: Sendable, Equatable {
    case stop(JobStopper)
    /// Somebody listens on another process until then, and has been sent the events up to this one.
    case watched(until: Timestamp, delivered: Int)
    /// Another process has taken it over.
    case lost
  }

  package let worker: WorkerID
  package let length: Duration
  /// How often the database is asked: a stop reaches its job within this time.
  static let beat: Duration = .milliseconds(500)

  private struct State {
    var kept: [JobLease: @Sendable (Signal) -> Void] = [:]
    var renewedAt: Timestamp?
    /// Since when the database has answered every time.
    var inTouchSince: Timestamp?
  }

  private let store: JobStore
  private let clock: WallClock
  private let sleep: @Sendable (Duration) async throws -> Void
  private let logger: Logger
  private let state = Mutex(State())

  /// - Parameter length: how long a job belongs to a process that shows no sign of life.
  package init(
    store: JobStore, worker: WorkerID = WorkerID(), length: Duration, clock: WallClock, logger: Logger,
    sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
  ) {
    self.store = store
    self.worker = worker
    self.length = length
    self.clock = clock
    self.logger = logger
    self.sleep = sleep
  }

  /// Until when a job that is taken now belongs to this process.
  package var leaseUntil: Timestamp { clock.now + length }

  /// Whether the database has answered for the length of a lease. After an outage every lease seems to have lapsed;
  /// whoever lives has time to say so before anything is taken away.
  package var mayTakeOver: Bool {
    let now = clock.now
    return state.withLock { $0.inTouchSince.map { now - $0 >= length } ?? false }
  }

  package func keep(_ lease: JobLease, onSignal: @escaping @Sendable (Signal) -> Void) {
    state.withLock { $0.kept[lease] = onSignal }
  }

  package func drop(_ lease: JobLease) { _ = state.withLock { $0.kept.removeValue(forKey: lease) } }

  /// Keeps what there is to keep until it is cancelled.
  package func run() async {
    while !Task.isCancelled {
      await beatOnce()
      do { try await sleep(Self.beat) } catch { return }
    }
  }

  func beatOnce() async {
    do {
      try await renewIfDue()
      try await listen()
      let now = clock.now
      state.withLock { $0.inTouchSince = $0.inTouchSince ?? now }
    } catch {
      // Nothing is lost yet: whoever takes a job over raises its fence, and the old worker can't write.
      let wasInTouch = state.withLock { state in
        defer { state.inTouchSince = nil }
        return state.inTouchSince != nil
      }
      guard wasInTouch else { return }
      logger.warning(
        "Leases can't be renewed now", metadata: ["code": "\((error as? any AppError)?.code ?? "unknown")"])
    }
  }

  private func renewIfDue() async throws {
    let now = clock.now
    let due: [JobLease] = state.withLock { state in
      let isDue = state.renewedAt.map { now - $0 >= length / 3 || $0 > now } ?? true
      return isDue ? Array(state.kept.keys) : []
    }
    guard !due.isEmpty else { return }
    try await store.renew(due, until: leaseUntil)
    state.withLock { $0.renewedAt = now }
  }

  private func listen() async throws {
    let asked = state.withLock { Set($0.kept.keys) }
    let signals = try await store.signals(for: worker)
    for signal in signals where asked.contains(signal.lease) {
      if let stopper = signal.stopAskedBy { tell(signal.lease, .stop(stopper)) }
      if signal.delivered > 0 || signal.watchedUntil > Timestamp(milliseconds: 0) {
        tell(signal.lease, .watched(until: signal.watchedUntil, delivered: signal.delivered))
      }
    }
    for missing in asked.subtracting(signals.map(\.lease)) {
      // One that is not there yet is about to be written, and one with our fence was written in between.
      guard let job = try await store.job(missing.job), job.state.isOver || job.fence != missing.fence else { continue }
      tell(missing, .lost)
    }
  }

  private func tell(_ lease: JobLease, _ signal: Signal) {
    state.withLock { $0.kept[lease] }?(signal)
  }
}
