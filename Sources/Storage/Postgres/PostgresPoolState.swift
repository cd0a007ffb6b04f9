/// Which connections a pool has and who waits for one: a value that tells its owner what to do.
///
/// It is driven under a lock and acted on outside of it. Connections are numbered slots; a slot is connected when
/// somebody waits and no connection is idle, and stays connected until it breaks or the pool is closed.
///
/// Jobs with a lane may share a commit. A lane is served by one slot at a time: those that wait for it become its next
/// group, so that the work on one account queues before one connection and not before one row in the server.
struct PostgresPoolState<Job> {
  typealias Instant = ContinuousClock.Instant

  enum Action {
    /// Run the jobs on this slot's connection, then call `finished`.
    case run([Job], on: Int)
    /// Connect this slot after a pause, then call `connected` or `connectFailed`.
    case connect(Int, after: Duration)
    case disconnect(Int)
    /// Tell the job that nothing was done.
    case fail(Job, StorageError)
  }

  enum Slot: Equatable {
    case vacant, connecting, idle
    case busy(lane: Int?)
  }

  struct Limits {
    /// Connections at the same time.
    var connections = 8
    var mostWaiting = 10_000
    /// How many jobs of one lane may share a commit.
    var largestGroup = 64
    /// How long a job may wait for a connection.
    var checkout: Duration = .seconds(10)
    /// The pause before the second attempt to connect; it doubles up to `longestPause`.
    var firstPause: Duration = .milliseconds(50)
    var longestPause: Duration = .seconds(1)
  }

  private struct Waiting {
    let job: Job
    let lane: Int?
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

  mutating func submit(_ job: Job, lane: Int? = nil, now: Instant) -> [Action] {
    if isClosed { return [.fail(job, .closed)] }
    if !isServed(lane), let idle = slots.firstIndex(of: .idle) {
      slots[idle] = .busy(lane: lane)
      return [.run([job], on: idle)]
    }
    guard waiting.count < limits.mostWaiting else { return [.fail(job, .busy)] }
    waiting.append(Waiting(job: job, lane: lane, deadline: now + limits.checkout))
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
      // Those of the lane that this slot served may have an idle connection to go to.
      let idle = slots.firstIndex(of: .idle)
      return [.disconnect(slot)] + (idle.map { serve($0, now: now) } ?? []) + connectForThoseWhoWait()
    }
    return serve(slot, now: now)
  }

  /// Tells those who have waited too long.
  mutating func expire(now: Instant) -> [Action] {
    let late = waiting.prefix { $0.deadline <= now }
    waiting.removeFirst(late.count)
    // Without a connection at work, it is the server that lets wait, and not the others.
    let isAtWork = slots.contains { if case .busy = $0 { true } else { false } }
    return late.map {
      .fail($0.job, lastFailure ?? (isAtWork ? .busy : .unavailable(reason: StorageError.Reason.unreachable)))
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
    slots[slot] = .idle
    if let first = waiting.firstIndex(where: { !isServed($0.lane) }) {
      let lane = waiting[first].lane
      slots[slot] = .busy(lane: lane)
      actions.append(.run(takeGroup(from: first), on: slot))
    } else if isClosed {
      slots[slot] = .vacant
      actions.append(.disconnect(slot))
    }
    return actions
  }

  /// Takes a job out of those that wait, and with it others of its lane.
  private mutating func takeGroup(from first: Int) -> [Job] {
    guard let lane = waiting[first].lane else { return [waiting.remove(at: first).job] }
    var group: [Job] = []
    waiting.removeAll { other in
      guard other.lane == lane, group.count < limits.largestGroup else { return false }
      group.append(other.job)
      return true
    }
    return group
  }

  private func isServed(_ lane: Int?) -> Bool {
    lane != nil && slots.contains(.busy(lane: lane))
  }

  private mutating func connectForThoseWhoWait() -> [Action] {
    guard let slot = slots.firstIndex(of: .vacant) else { return [] }
    let connecting = slots.count { $0 == .connecting }
    guard failures == 0 || connecting == 0, canUse(moreThan: connecting) else { return [] }
    slots[slot] = .connecting
    return [.connect(slot, after: pause)]
  }

  /// Whether those who wait could use more connections: one for each job, or for each lane that no connection serves.
  private func canUse(moreThan connecting: Int) -> Bool {
    var (lanes, useful): (Set<Int>, Int) = ([], 0)
    for one in waiting where !isServed(one.lane) && one.lane.map({ lanes.insert($0).inserted }) ?? true {
      useful += 1
      if useful > connecting { return true }
    }
    return false
  }

  private mutating func failAll(_ error: StorageError) -> [Action] {
    defer { waiting = [] }
    return waiting.map { .fail($0.job, error) }
  }

  private var pause: Duration {
    failures == 0 ? .zero : min(limits.firstPause * (1 << min(failures - 1, 10)), limits.longestPause)
  }
}
