/// Which connections a pool has and who waits for one: a value that tells its owner what to do.
///
/// It is driven under a lock and acted on outside of it. Connections are numbered slots; a slot is connected when
/// somebody waits and no connection is idle, and stays connected until it breaks or the pool is closed.
struct PostgresPoolState<Job> {
  typealias Instant = ContinuousClock.Instant

  enum Action {
    /// Run the job on this slot's connection, then call `finished`.
    case run(Job, on: Int)
    /// Connect this slot after a pause, then call `connected` or `connectFailed`.
    case connect(Int, after: Duration)
    case disconnect(Int)
    /// Tell the job that nothing was done.
    case fail(Job, StorageError)
  }

  enum Slot: Equatable {
    case vacant, connecting, idle, busy
  }

  struct Limits {
    /// Connections at the same time.
    var connections = 8
    var mostWaiting = 10_000
    /// How long a job may wait for a connection.
    var checkout: Duration = .seconds(10)
    /// The pause before the second attempt to connect; it doubles up to `longestPause`.
    var firstPause: Duration = .milliseconds(50)
    var longestPause: Duration = .seconds(1)
  }

  private struct Waiting {
    let job: Job
    let deadline: Instant
  }

  private let limits: Limits
  private(set) var slots: [Slot]
  private var waiting: [Waiting] = []
  private var failures = 0
  private var lastFailure: StorageError?
  private(set) var isClosed = false

  init(limits: Limits) {
    self.limits = limits
    slots = Array(repeating: .vacant, count: max(limits.connections, 1))
  }

  var waitingCount: Int { waiting.count }

  /// The earliest moment at which somebody will have waited too long.
  var nextDeadline: Instant? { waiting.first?.deadline }

  /// Whether the last attempt to connect failed.
  var isAway: Bool { failures > 0 }

  /// Whether the pool is closed and every connection with it.
  var isGone: Bool { isClosed && slots.allSatisfy { $0 == .vacant } }

  mutating func submit(_ job: Job, now: Instant) -> [Action] {
    if isClosed { return [.fail(job, .closed)] }
    if let idle = slots.firstIndex(of: .idle) {
      slots[idle] = .busy
      return [.run(job, on: idle)]
    }
    guard waiting.count < limits.mostWaiting else { return [.fail(job, .busy)] }
    waiting.append(Waiting(job: job, deadline: now + limits.checkout))
    return connectForThoseWhoWait()
  }

  mutating func connected(_ slot: Int, now: Instant) -> [Action] {
    failures = 0
    lastFailure = nil
    return serve(slot, now: now)
  }

  /// - Parameter isLasting: another attempt can't help (a wrong password, an unknown database): whoever waits is told
  ///   at once.
  mutating func connectFailed(_ slot: Int, _ error: StorageError, isLasting: Bool, now: Instant) -> [Action] {
    failures += 1
    lastFailure = error
    var actions = isLasting ? failAll(error) : expire(now: now)
    slots[slot] = .vacant
    let hasOthers = slots.contains { $0 != .vacant }
    // One attempt at a time is enough while the server can't be reached.
    if !waiting.isEmpty, !hasOthers {
      slots[slot] = .connecting
      actions.append(.connect(slot, after: pause))
    }
    return actions
  }

  /// - Parameter isUsable: false when the connection broke.
  mutating func finished(_ slot: Int, isUsable: Bool, now: Instant) -> [Action] {
    guard isUsable else {
      slots[slot] = .vacant
      return [.disconnect(slot)] + connectForThoseWhoWait()
    }
    return serve(slot, now: now)
  }

  /// Tells those who have waited too long.
  mutating func expire(now: Instant) -> [Action] {
    let late = waiting.prefix { $0.deadline <= now }
    waiting.removeFirst(late.count)
    // Without a connection at work, it is the server that lets wait, and not the others.
    let isServed = slots.contains(.busy)
    return late.map {
      .fail($0.job, lastFailure ?? (isServed ? .busy : .unavailable(reason: StorageError.Reason.unreachable)))
    }
  }

  /// Takes no more jobs; those that wait are still served, then the connections are closed.
  mutating func close() -> [Action] {
    isClosed = true
    var actions: [Action] = []
    for slot in slots.indices where slots[slot] == .idle {
      slots[slot] = .vacant
      actions.append(.disconnect(slot))
    }
    return actions
  }

  private mutating func serve(_ slot: Int, now: Instant) -> [Action] {
    var actions = expire(now: now)
    if let next = waiting.first {
      waiting.removeFirst()
      slots[slot] = .busy
      actions.append(.run(next.job, on: slot))
    } else if isClosed {
      slots[slot] = .vacant
      actions.append(.disconnect(slot))
    } else {
      slots[slot] = .idle
    }
    return actions
  }

  private mutating func connectForThoseWhoWait() -> [Action] {
    let connecting = slots.count { $0 == .connecting }
    guard connecting < waiting.count, failures == 0 || connecting == 0, let slot = slots.firstIndex(of: .vacant) else {
      return []
    }
    slots[slot] = .connecting
    return [.connect(slot, after: pause)]
  }

  private mutating func failAll(_ error: StorageError) -> [Action] {
    defer { waiting = [] }
    return waiting.map { .fail($0.job, error) }
  }

  private var pause: Duration {
    failures == 0 ? .zero : min(limits.firstPause * (1 << min(failures - 1, 10)), limits.longestPause)
  }
}
