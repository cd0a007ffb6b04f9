import Core
import Dispatch
import Foundation
package import Logging
import Synchronization

/// PostgreSQL behind the seam: a pool of connections, each on a thread of its own.
///
/// Writes run at READ COMMITTED, where each conditional statement of the stores decides on what is true when it runs;
/// reads run on one snapshot. A transaction that lost to another one (a deadlock, a serialisation failure), or whose
/// connection broke before its COMMIT was sent, is run again, a bounded number of times: so bodies must have no effect
/// but their statements.
package final class PostgresDatabase: SQLDatabase {
  package let dialect = Dialect.postgres
  private let url: PostgresURL
  private let limits: Limits
  private let logger: Logger
  private let state: Mutex<PostgresPoolState<PostgresJob>>
  private let threads: [PostgresThread]
  private let watch: PostgresThread
  private let wake = DispatchSemaphore(value: 0)
  private let closing = Mutex<[CheckedContinuation<Void, Never>]>([])

  package struct Limits: Sendable {
    /// Connections at the same time.
    package var connections = 8
    /// How many writes about accounts may share a commit.
    package var largestGroup = 64
    package var mostWaiting = 10_000
    /// How long a transaction may wait for a connection.
    package var checkout: Duration = .seconds(10)
    package var timeouts = PostgresTimeouts()
    /// How often one transaction is begun at most.
    package var mostAttempts = 6

    package init() {}

    /// How many groups of writes may be on their way at once; the other connections are for reads and all else.
    var lanes: Int { max(connections / 2, 1) }
  }

  /// Connects with the first transaction.
  package init(url: PostgresURL, limits: Limits = Limits(), logger: Logger) {
    self.url = url
    self.limits = limits
    self.logger = logger
    var pool = PostgresPoolState<PostgresJob>.Limits()
    pool.connections = limits.connections
    pool.largestGroup = limits.largestGroup
    pool.mostWaiting = limits.mostWaiting
    pool.checkout = limits.checkout
    state = Mutex(PostgresPoolState(limits: pool))
    threads = (0..<max(limits.connections, 1)).map { PostgresThread(name: "postgres-\($0)") }
    watch = PostgresThread(name: "postgres-watch")
    watch.run { [weak self] _ in
      while let wake = self?.wake {
        let pause = self?.untilNextDeadline() ?? .seconds(3600)
        _ = wake.wait(timeout: .now() + .milliseconds(Int(pause.inMilliseconds)))
        guard let self, self.tellThoseWhoWaitedTooLong() else { return }
      }
    }
  }

  deinit {
    for thread in threads { thread.end() }
    watch.end()
    wake.signal()
  }

  package func read<Value: Sendable>(
    _ body: @escaping @Sendable (any SQLConnection) throws -> Value
  ) async throws -> Value {
    try await transaction(begin: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", body)
  }

  @discardableResult
  package func write<Value: Sendable>(
    _ body: @escaping @Sendable (any SQLConnection) throws -> Value
  ) async throws -> Value {
    try await transaction(begin: Self.beginWrite, body)
  }

  @discardableResult
  package func write<Value: Sendable>(
    about subject: String, _ body: @escaping @Sendable (any SQLConnection) throws -> Value
  ) async throws -> Value {
    try await transaction(begin: Self.beginWrite, about: subject, body)
  }

  private static let beginWrite = "BEGIN ISOLATION LEVEL READ COMMITTED"

  /// Nothing to do: what is deleted stays in the server's write-ahead log until the server recycles it, out of our
  /// reach (docs/security-model.md).
  package func scrubHistory() async -> Bool { true }

  package func close() async throws {
    act(state.withLock { $0.close() })
    await withCheckedContinuation { continuation in
      closing.withLock { $0.append(continuation) }
      tellThatItIsClosed()
    }
  }

  /// Transactions that wait for a connection.
  var waitingTransactions: Int { state.withLock { $0.waitingCount } }

  private func transaction<Value: Sendable>(
    begin: String, about subject: String? = nil, _ body: @escaping @Sendable (any SQLConnection) throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      submit(
        PostgresJob(begin: begin, work: PendingWrite(continuation: continuation, body: body), subject: subject))
    }
  }

  private func submit(_ job: PostgresJob) {
    let lane = job.subject.map { Int(UInt(bitPattern: $0.hashValue) % UInt(limits.lanes)) }
    act(state.withLock { $0.submit(job, lane: lane, now: .now) })
  }

  private func act(_ actions: [PostgresPoolState<PostgresJob>.Action]) {
    for action in actions {
      switch action {
      case .fail(let job, let error): job.work.fail(error)
      case .run(let jobs, let slot): run(jobs, on: slot)
      case .connect(let slot, let pause): connect(slot, after: pause)
      case .disconnect(let slot):
        threads[slot].run { [weak self] session in
          session = nil
          self?.tellThatItIsClosed()
        }
      }
    }
  }

  private func run(_ jobs: [PostgresJob], on slot: Int) {
    threads[slot].run { [self] session in
      guard let current = session else {
        for job in jobs { job.work.fail(StorageError.unavailable(reason: "connection lost")) }
        return act(state.withLock { $0.finished(slot, isUsable: false, now: .now) })
      }
      let again = PostgresGroup(session: current, mostAttempts: limits.mostAttempts).run(jobs)
      if let most = again.map(\.attempts).max() {
        // Others may be in the way still; a moment of random length lets one of them through.
        Thread.sleep(forTimeInterval: Double.random(in: 0.001...0.01) * Double(most))
        for job in again { submit(job) }
      }
      act(state.withLock { $0.finished(slot, isUsable: current.isUsable, now: .now) })
    }
  }

  private func connect(_ slot: Int, after pause: Duration) {
    threads[slot].run { [self] session in
      if pause > .zero { Thread.sleep(forTimeInterval: Double(pause.inMilliseconds) / 1000) }
      do throws(PostgresFailure) {
        session = try PostgresSession(url, timeouts: limits.timeouts)
        if state.withLock({ $0.isAway }) { logger.notice("PostgreSQL is there again.") }
        act(state.withLock { $0.connected(slot, now: .now) })
      } catch {
        session = nil
        // Once for each time that the server is away, and not for each attempt.
        if !state.withLock({ $0.isAway }), case .unavailable(let reason) = error.error {
          logger.warning("There is no connection to PostgreSQL; it is tried again.", metadata: ["reason": "\(reason)"])
        }
        act(
          state.withLock {
            $0.connectFailed(slot, error.error, isLasting: error.remedy == .none, now: .now)
          })
        tellThatItIsClosed()
      }
    }
  }

  /// How long the watch may sleep: whoever comes meanwhile waits `checkout` at least, so nobody needs to wake it.
  private func untilNextDeadline() -> Duration {
    guard let deadline = state.withLock({ $0.nextDeadline }) else { return limits.checkout }
    return min(max(ContinuousClock.now.duration(to: deadline), .milliseconds(1)), limits.checkout)
  }

  /// Whether there is more to watch.
  private func tellThoseWhoWaitedTooLong() -> Bool {
    act(state.withLock { $0.expire(now: .now) })
    return !state.withLock { $0.isGone }
  }

  private func tellThatItIsClosed() {
    guard state.withLock({ $0.isGone }) else { return }
    wake.signal()
    let waiters = closing.withLock { waiters in
      defer { waiters = [] }
      return waiters
    }
    for waiter in waiters { waiter.resume() }
  }
}
