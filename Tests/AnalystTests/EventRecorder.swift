import Analyst
import Synchronization

/// Remembers a task's events.
final class EventRecorder: Sendable {
  private let seen = Mutex<[TaskEvent]>([])

  var events: [TaskEvent] { seen.withLock { $0 } }
  /// The events' names, neighbouring texts as one.
  var names: [String] {
    events.reduce(into: []) { names, event in
      if event.name != "text" || names.last != "text" { names.append(event.name) }
    }
  }

  var builder: AnswerBuilder {
    events.reduce(into: AnswerBuilder()) { $0.add($1) }
  }

  @Sendable func record(_ event: TaskEvent) { seen.withLock { $0.append(event) } }
}
