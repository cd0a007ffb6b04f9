import Analyst
import Core
import Storage

/// The state behind a running task: a value that returns what is to be resumed, driven under a lock and acted on
/// outside of it.
struct TaskLog {
  typealias Continuation = CheckedContinuation<[JobEvent], Never>

  /// A waiting listener and what it gets.
  struct Resumption {
    let continuation: Continuation
    let events: [JobEvent]
  }

  /// The most that one task may say, in bytes; what comes after is dropped with one `error`, but for the task's ending.
  static let largestLog = 48 << 20

  private static let endings: Set<String> = ["receipt", "error", "done"]
  private static let outputs: Set<String> = ["text", "code", "run"]

  private(set) var events: [JobEvent] = []
  private(set) var finishedAt: Timestamp?
  var refusal: (any AppError)?
  /// Who stopped the task first.
  var stopper: TaskStopper?
  private(set) var listeners = 0
  /// How many listeners have come in all; tells one absence from the next.
  private(set) var visits = 0
  private let largest: Int
  private var bytes = 0
  private var isFull = false
  private var firstOutput: Int?
  private var delivered = 0
  /// How many events are stored, for whoever listens on another process.
  private var saved = 0
  /// Until when somebody listens on another process.
  private(set) var watchedUntil = Timestamp(milliseconds: 0)
  /// The right to write what becomes of the task, once it has been accepted.
  var lease: JobLease?
  private var waiters: [Int: (cursor: Int, continuation: Continuation)] = [:]
  private var cancelled: Set<Int> = []
  private var nextWaiter = 0

  init(largest: Int = TaskLog.largestLog) { self.largest = largest }

  mutating func append(name: String, data: String) -> [Resumption] {
    guard finishedAt == nil else { return [] }
    guard Self.endings.contains(name) || (!isFull && bytes + data.utf8.count <= largest) else { return overflow() }
    add(name, data)
    return resumeAll()
  }

  /// Whether a piece of the answer has been sent to anybody.
  var hasDeliveredOutput: Bool { firstOutput.map { $0 <= delivered } ?? false }

  mutating func noteDelivery(upTo event: Int) { delivered = max(delivered, event) }

  mutating func noteWatcher(until: Timestamp) { watchedUntil = max(watchedUntil, until) }

  /// The events that are not known to be stored.
  var unsaved: [JobEvent] { Array(events.dropFirst(saved)) }

  mutating func noteSaved(upTo event: Int) { saved = max(saved, event) }

  private mutating func add(_ name: String, _ data: String) {
    bytes += data.utf8.count
    events.append(JobEvent(number: events.count + 1, name: name, data: data))
    if firstOutput == nil, Self.outputs.contains(name) { firstOutput = events.count }
  }

  private mutating func overflow() -> [Resumption] {
    if isFull { return [] }
    isFull = true
    add("error", JSONValue.object(["error": TaskFailure(TaskError.tooMuchOutput).json]).serialized())
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
