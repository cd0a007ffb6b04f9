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
    var isClosed = false
  }

  /// How long a task runs on without anybody listening.
  let reconnectGrace: Duration
  /// How many tasks run at once in this process.
  let mostTasks: Int
  /// How long the events of a finished task can still be asked for.
  private static let retention: Duration = .seconds(120)

  private let clock: WallClock
  private let jobs: AsyncStream<Job>
  private let incoming: AsyncStream<Job>.Continuation
  private let state = Mutex(State())

  init(reconnectGrace: Duration, mostTasks: Int, clock: WallClock) {
    self.reconnectGrace = reconnectGrace
    self.mostTasks = mostTasks
    self.clock = clock
    (jobs, incoming) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(mostTasks))
  }

  /// Starts `work` as a task of this process, or finds the task that already has this id; the caller's visit begins
  /// before the work does.
  func start(_ task: RunningTask, work: @escaping Work) throws(TaskError) -> (RunningTask, TaskVisit) {
    let now = clock.now
    let visit = task.visit()
    let existing = try state.withLock { (state) throws(TaskError) -> RunningTask? in
      state.tasks = state.tasks.filter { _, task in task.finishedAt.map { now - $0 < Self.retention } ?? true }
      if let existing = state.tasks[task.id] { return existing }
      guard !state.isClosed else { throw .shuttingDown }
      guard state.tasks.values.count(where: { $0.finishedAt == nil }) < mostTasks else { throw .busy }
      guard !state.tasks.values.contains(where: { $0.chat == task.chat && $0.finishedAt == nil }) else {
        throw .chatBusy
      }
      state.tasks[task.id] = task
      return nil
    }
    if let existing { return (existing, existing.visit()) }
    incoming.yield(Job(task: task, work: work))
    return (task, visit)
  }

  /// A task of this person that runs or has just ended here.
  func task(_ id: TaskID, of user: UserID) -> RunningTask? {
    state.withLock { $0.tasks[id] }.flatMap { $0.user == user ? $0 : nil }
  }

  /// The task that is running in a chat.
  func runningTask(in chat: ChatID) -> RunningTask? {
    state.withLock { $0.tasks.values.first { $0.chat == chat && $0.finishedAt == nil } }
  }

  func stopTasks(in chat: ChatID) { runningTask(in: chat)?.stop() }

  /// Forgets a task that was refused before it began, so that the same id may be tried again.
  func forget(_ id: TaskID) { _ = state.withLock { $0.tasks.removeValue(forKey: id) } }

  func run() async throws {
    await withGracefulShutdownHandler {
      await withDiscardingTaskGroup { group in
        for await job in jobs {
          group.addTask { await self.perform(job) }
        }
      }
    } onGracefulShutdown: {
      self.close()
    }
  }

  /// Takes no more tasks; the running ones may end.
  private func close() {
    state.withLock { $0.isClosed = true }
    incoming.finish()
  }

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
            if !Task.isCancelled, task.isDeserted(since: visit) { task.stop() }
          }
        }
      }
      group.cancelAll()
    }
  }
}
