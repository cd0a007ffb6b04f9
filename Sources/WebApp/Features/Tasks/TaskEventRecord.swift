import Foundation

/// One event of a task's stream: an increasing id, a name and a JSON object.
struct TaskEventRecord: Sendable, Equatable {
  /// 1, 2, 3, … within the task; what `Last-Event-ID` names.
  let id: Int
  let name: String
  /// One line of JSON.
  let data: String

  /// The event in the form of the HTML standard's server-sent events.
  var serverSentEvent: String { "id: \(id)\nevent: \(name)\ndata: \(data)\n\n" }
}
