import Core
import Logging
import ServiceLifecycle
import Synchronization

/// Owns every running task of this process, so that a task lives longer than the request that asked for it.
///
/// A task whose listeners have all left is stopped after a grace period, in which a client may come back with
/// `Last-Event-ID`.
final class TaskHub: Service {
  typealias Work = @Sendable (RunningTask) async -> Void

  private struct Job: Sendable {
    let task: RunningTask
    let work: Work
  }

  private struct State {
    var tasks: [TaskID: RunningTask] = [:]
    var isDraining = false
    var isClosed = false
  }

  /// How long a task runs on without anybody listening.
  let reconnectGrace: Duration
  /// How many tasks run at once in this process, and how many of them one person may have.
  let mostTasks: Int
  let mostTasksOfOnePerson: Int
  /// How long running tasks may go on after the server was told to end.
  let shutdownGrace: Duration
  /// How long a stopped task may take to write how it ended.
  static let closingTime: Duration = .seconds(10)
  /// How long the events of a finished task can still be asked for.
  private static let retention: Duration = .seconds(120)

  /// How often a task that somebody follows from another process is looked at.
  private static let watchedPause: Duration = .seconds(1)

  private let clock: WallClock
  private let jobs: AsyncStream<Job>
  private let incoming: AsyncStream<Job>.Continuation
  private let state = Mutex(State())

  init(
    reconnectGrace: Duration, mostTasks: Int, mostTasksOfOnePerson: Int = 4, shutdownGrace: Duration = .seconds(30),
    clock: WallClock
  ) {
    self.reconnectGrace = reconnectGrace
    self.mostTasks = mostTasks
    self.mostTasksOfOnePerson = mostTasksOfOnePerson
    self.shutdownGrace = shutdownGrace
    self.clock = clock
    (jobs, incoming) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(mostTasks))
  }

  /// Starts `work` as a task of this process, or finds the task that already has this id; the caller's visit begins
  /// before the work does.
  ///
  /// Throws `TaskError`, or `InputError.idempotencyKeyReused` when the id belongs to a task that was asked for something
  /// else.
  func start(_ task: RunningTask, work: @escaping Work) throws -> (RunningTask, TaskVisit) {
    let visit = task.visit()
    if let existing = try state.withLock({ try admit(task, to: &$0) }) { return (existing, existing.visit()) }
    guard case .enqueued = incoming.yield(Job(task: task, work: work)) else {
      // The server began to end in between: nobody will take the job.
      refuse(task, .shuttingDown)
      throw TaskError.shuttingDown
    }
    return (task, visit)
  }

  /// Takes a task in, or returns the one that has its id already.
  private func admit(_ task: RunningTask, to state: inout State) throws -> RunningTask? {
    let now = clock.now
    state.tasks = state.tasks.filter { _, task in task.finishedAt.map { now - $0 < Self.retention } ?? true }
    if let existing = state.tasks[task.id] {
      guard existing.isSameWish(as: task) else { throw InputError.idempotencyKeyReused }
      return existing
    }
    guard !state.isClosed else { throw TaskError.shuttingDown }
    let running = state.tasks.values.filter { $0.finishedAt == nil }
    guard running.count < mostTasks else { throw TaskError.busy }
    guard !running.contains(where: { $0.chat == task.chat }) else { throw TaskError.chatBusy }
    guard running.count(where: { $0.user == task.user }) < mostTasksOfOnePerson else {
      throw TaskError.tooMany(mostTasksOfOnePerson)
    }
    state.tasks[task.id] = task
    return nil
  }

  /// Ends a task that will not be worked on; whoever waits for its first event is told why.
  private func refuse(_ task: RunningTask, _ error: TaskError) {
    forget(task.id)
    task.refuse(error)
    task.finish(at: clock.now)
  }

  /// A task of this person that runs or has just ended here.
  func task(_ id: TaskID, of user: UserID) -> RunningTask? {
    state.withLock { $0.tasks[id] }.flatMap { $0.user == user ? $0 : nil }
  }

  /// The task that is running in a chat.
  func runningTask(in chat: ChatID) -> RunningTask? {
    state.withLock { $0.tasks.values.first { $0.chat == chat && $0.finishedAt == nil } }
  }

  func stopTasks(in chat: ChatID) { runningTask(in: chat)?.stop(by: .person) }

  /// Forgets a task that was refused before it began, so that the same id may be tried again.
  func forget(_ id: TaskID) { _ = state.withLock { $0.tasks.removeValue(forKey: id) } }

  /// Says that the server is ending: who leaves from now on may have been cut off by it, which stops no task. Tasks are
  /// still taken.
  func beginDraining() { state.withLock { $0.isDraining = true } }

  var isDraining: Bool { state.withLock { $0.isDraining || $0.isClosed } }

  /// Works until the server is told to end; then takes no more tasks, lets the running ones end within the grace
  /// period, and stops those that have not.
  func run() async throws {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.work() }
      group.addTask { await self.awaitShutdown() }
      await group.next()
      group.cancelAll()
    }
    close()
    for task in unfinished { refuse(task, .shuttingDown) }
  }

  private func work() async {
    await withDiscardingTaskGroup { group in
      for await job in jobs {
        group.addTask { await self.perform(job) }
      }
    }
  }

  /// Returns when the hub is cancelled, and otherwise not before its grace period is over: the work ends by itself then.
  private func awaitShutdown() async {
    do {
      try await gracefulShutdown()
      close()
      try await Task.sleep(for: shutdownGrace)
    } catch {
      return
    }
    for task in unfinished { task.stop(by: .server) }
    // Stopped tasks still write how they ended.
    try? await Task.sleep(for: Self.closingTime)
  }

  /// Takes no more tasks; the running ones may end.
  private func close() {
    state.withLock { $0.isClosed = true }
    incoming.finish()
  }

  /// Whether the server is on its way out.
  var isClosed: Bool { state.withLock { $0.isClosed } }

  var unfinished: [RunningTask] { state.withLock { $0.tasks.values.filter { $0.finishedAt == nil } } }

  private func perform(_ job: Job) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        await job.work(job.task)
        job.task.finish(at: self.clock.now)
      }
      group.addTask { await self.supervise(job.task) }
      // Whichever ends first ends the other: the work is over, or the supervisor says stop.
      await group.next()
      group.cancelAll()
    }
    job.task.finish(at: clock.now)
  }

  /// Returns when the task is to be stopped, or is over.
  private func supervise(_ task: RunningTask) async {
    await withTaskGroup(of: Void.self) { group in
      let grace = reconnectGrace
      for await signal in task.signals {
        switch signal {
        case .stop, .finished:
          group.cancelAll()
          return
        case .deserted(let visit):
          group.addTask {
            try? await Task.sleep(for: grace)
            while !Task.isCancelled, task.isWatchedElsewhere(at: self.clock.now) {
              try? await Task.sleep(for: Self.watchedPause)
            }
            // Whoever listened to a server that ends was sent away by it: that is no leaving.
            if !Task.isCancelled, !self.isDraining, task.isDeserted(since: visit, at: self.clock.now) {
              task.stop(by: .desertion)
            }
          }
        }
      }
      group.cancelAll()
    }
  }
}
