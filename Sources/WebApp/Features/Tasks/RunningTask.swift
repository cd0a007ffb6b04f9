import Core
import Storage
import Synchronization

/// One task's events while it runs and for a while after, with everyone who listens to them.
///
/// Listeners pull: each asks for what came after its last event, so a slow one holds up nobody and needs no buffer of
/// its own.
final class RunningTask: Sendable {
  let id: TaskID
  let user: UserID
  let chat: ChatID
  /// What the task was asked for, to tell a request that comes twice from another one with the same id.
  let wish: String
  /// What the supervisor waits for.
  let signals: AsyncStream<TaskSignal>
  private let signal: AsyncStream<TaskSignal>.Continuation
  private let log = Mutex(TaskLog())

  init(id: TaskID, user: UserID, chat: ChatID, wish: String) {
    self.id = id
    self.user = user
    self.chat = chat
    self.wish = wish
    (signals, signal) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(64))
  }

  /// Adds an event; events after the end are dropped.
  func emit(_ name: String, _ data: JSONValue) {
    let text = data.serialized()
    act(log.withLock { $0.append(name: name, data: text) })
  }

  /// Whether the task has said anything: from its acceptance on.
  var hasEvents: Bool { log.withLock { !$0.events.isEmpty } }

  /// Ends a task that was not accepted; the request that asked for it is answered with the error.
  func refuse(_ error: any AppError) { log.withLock { $0.refusal = error } }

  var refusal: (any AppError)? { log.withLock { $0.refusal } }

  /// Closes the log: listeners get what is left and end.
  func finish(at now: Timestamp) {
    act(log.withLock { $0.finish(at: now) })
    signal.yield(.finished)
    signal.finish()
  }

  /// Asks the supervisor to stop the task; without effect when it is over. Who is first to say so is remembered.
  func stop(by stopper: TaskStopper) {
    log.withLock { $0.stopper = $0.stopper ?? stopper }
    signal.yield(.stop)
  }

  var stopper: TaskStopper? { log.withLock { $0.stopper } }

  /// Says that a client has been sent everything up to this event.
  func noteDelivery(upTo event: Int) { log.withLock { $0.noteDelivery(upTo: event) } }

  /// Whether a piece of the answer has reached anybody.
  var hasDeliveredOutput: Bool { log.withLock { $0.hasDeliveredOutput } }

  var finishedAt: Timestamp? { log.withLock { $0.finishedAt } }

  /// Whether another request asks for just this task.
  func isSameWish(as other: RunningTask) -> Bool {
    user == other.user && chat == other.chat && wish == other.wish
  }

  /// Whether nobody has come since visit number `visit` ended, here or on another process.
  func isDeserted(since visit: Int, at now: Timestamp) -> Bool {
    log.withLock { $0.listeners == 0 && $0.visits == visit && $0.watchedUntil <= now }
  }

  /// Whether somebody listens on another process.
  func isWatchedElsewhere(at now: Timestamp) -> Bool { log.withLock { $0.watchedUntil > now } }

  /// Notes the right to write what becomes of the task.
  func take(_ lease: JobLease) { log.withLock { $0.lease = lease } }

  var lease: JobLease? { log.withLock { $0.lease } }

  /// The events that are not known to be stored.
  var unsaved: [JobEvent] { log.withLock { $0.unsaved } }

  func noteSaved(upTo event: Int) { log.withLock { $0.noteSaved(upTo: event) } }

  /// Hears what other processes have to say to the task.
  func hear(_ signal: LeaseKeeper.Signal) {
    switch signal {
    case .stop(.person): stop(by: .person)
    case .lost: stop(by: .takeover)
    case .watched(let until, let delivered):
      log.withLock {
        $0.noteWatcher(until: until)
        $0.noteDelivery(upTo: delivered)
      }
    }
  }

  /// Counts one listener more, until the returned visit is let go.
  func visit() -> TaskVisit {
    log.withLock { $0.arrive() }
    return TaskVisit { [self] in
      if let visit = log.withLock({ $0.leave() }) { signal.yield(.deserted(visit: visit)) }
    }
  }

  /// The events after `cursor`, as soon as there is one; empty when the task is over, or when the caller is cancelled.
  func events(after cursor: Int) async -> [JobEvent] {
    let waiter = log.withLock { $0.newWaiter() }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        act(log.withLock { $0.wait(after: cursor, waiter: waiter, continuation) })
      }
    } onCancel: {
      act(log.withLock { $0.cancel(waiter) })
    }
  }

  /// Resumes outside the lock what the state machine says is to be resumed.
  private func act(_ resumptions: [TaskLog.Resumption]) {
    for resumption in resumptions { resumption.continuation.resume(returning: resumption.events) }
  }
}

/// What happens to a task from outside.
enum TaskSignal: Sendable, Equatable {
  case stop
  /// The last listener of visit number `visit` has left.
  case deserted(visit: Int)
  case finished
}
