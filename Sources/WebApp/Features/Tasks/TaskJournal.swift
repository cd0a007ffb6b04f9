import Core
import Logging
import ServiceLifecycle
import Storage

/// Stores what running tasks say, a moment after they said it, so that another process can tell it when this one is
/// gone.
///
/// All tasks share one write: the cost does not grow with the number of streams. Whoever listens here gets each event
/// at once and does not wait for it.
final class TaskJournal: Service {
  /// How long events may be known to this process alone.
  static let pause: Duration = .milliseconds(150)

  private let hub: TaskHub
  private let jobs: JobStore

  init(hub: TaskHub, jobs: JobStore) {
    self.hub = hub
    self.jobs = jobs
  }

  func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        await self.save()
        try? await Task.sleep(for: Self.pause)
      }
    }
  }

  /// Stores what is new; what can't be stored now comes again with the next call.
  func save() async {
    var batch: [JobLease: [JobEvent]] = [:]
    var tasks: [JobLease: RunningTask] = [:]
    for task in hub.unfinished {
      guard let lease = task.lease else { continue }
      let events = task.unsaved
      guard !events.isEmpty else { continue }
      batch[lease] = events
      tasks[lease] = task
    }
    guard !batch.isEmpty, (try? await jobs.append(batch)) != nil else { return }
    // Those of a job that is over are told by its stored answer.
    for (lease, events) in batch { tasks[lease]?.noteSaved(upTo: events.last?.number ?? 0) }
  }
}
