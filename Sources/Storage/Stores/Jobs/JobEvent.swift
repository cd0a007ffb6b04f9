/// One event of a job's stream: an increasing number, a name and one line of JSON.
package struct JobEvent: Sendable, Equatable {
  /// 1, 2, 3, … within the job.
  package let number: Int
  package let name: String
  package let data: String

  package init(number: Int, name: String, data: String) {
    self.number = number
    self.name = name
    self.data = data
  }
}

/// Events that were stored together, as the text of one row: a line for each, its name and its data. Neither holds a
/// line break or a tabulator: JSON escapes both.
enum JobEventPage {
  static func text(of events: some Sequence<JobEvent>) -> String {
    events.map { "\($0.name)\t\($0.data)\n" }.joined()
  }

  static func events(first: Int, text: String) throws(StorageError) -> [JobEvent] {
    var events: [JobEvent] = []
    for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
      guard let tab = line.firstIndex(of: UInt8(ascii: "\t")) else { throw .unreadable(column: "events") }
      events.append(
        JobEvent(
          number: first + events.count, name: String(Substring(line[..<tab])),
          data: String(Substring(line[line.index(after: tab)...]))))
    }
    return events
  }
}
