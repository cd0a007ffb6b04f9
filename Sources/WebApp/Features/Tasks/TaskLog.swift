import Core

/// The state behind a running task: a value that returns what is to be resumed, driven under a lock and acted on
/// outside of it.
struct TaskLog {
  typealias Continuation = CheckedContinuation<[TaskEventRecord], Never>

  /// A waiting listener and what it gets.
  struct Resumption {
    let continuation: Continuation
    let events: [TaskEventRecord]
  }

  /// The most that one task may say, in bytes; what comes after is dropped with one last `error`.
  static let largestLog = 48 << 20

  private(set) var events: [TaskEventRecord] = []
  private(set) var finishedAt: Timestamp?
  var refusal: (any AppError)?
  private(set) var listeners = 0
  /// How many listeners have come in all; tells one absence from the next.
  private(set) var visits = 0
  private var bytes = 0
  private var waiters: [Int: (cursor: Int, continuation: Continuation)] = [:]
  private var cancelled: Set<Int> = []
  private var nextWaiter = 0

  mutating func append(name: String, data: String) -> [Resumption] {
    guard finishedAt == nil, bytes + data.utf8.count <= Self.largestLog else { return [] }
    bytes += data.utf8.count
    events.append(TaskEventRecord(id: events.count + 1, name: name, data: data))
    return resumeAll()
  }

  mutating func finish(at now: Timestamp) -> [Resumption] {
    guard finishedAt == nil else { return [] }
    finishedAt = now
    return resumeAll()
  }

  mutating func arrive() {
    listeners += 1
    visits += 1
  }

  /// The number of the visit that ended when the last listener left; nil while others listen.
  mutating func leave() -> Int? {
    listeners -= 1
    return listeners == 0 ? visits : nil
  }

  mutating func newWaiter() -> Int {
    nextWaiter += 1
    return nextWaiter
  }

  mutating func wait(after cursor: Int, waiter: Int, _ continuation: Continuation) -> [Resumption] {
    let ready = events.dropFirst(max(cursor, 0))
    if cancelled.remove(waiter) != nil || finishedAt != nil || !ready.isEmpty {
      return [Resumption(continuation: continuation, events: Array(ready))]
    }
    waiters[waiter] = (cursor, continuation)
    return []
  }

  mutating func cancel(_ waiter: Int) -> [Resumption] {
    guard let waiting = waiters.removeValue(forKey: waiter) else {
      cancelled.insert(waiter)
      return []
    }
    return [Resumption(continuation: waiting.continuation, events: [])]
  }

  private mutating func resumeAll() -> [Resumption] {
    defer { waiters = [:] }
    return waiters.values.map {
      Resumption(continuation: $0.continuation, events: Array(events.dropFirst(max($0.cursor, 0))))
    }
  }
}
