import Logging
import Synchronization

/// Keeps every line that was logged, at every level.
struct RecordingLog: LogHandler {
  private final class Lines: Sendable {
    let all = Mutex<[String]>([])
  }

  private let lines = Lines()
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level = .trace

  var text: String { lines.all.withLock { $0.joined(separator: "\n") } }

  func lines(containing part: String) -> Int { lines.all.withLock { $0.count { $0.contains(part) } } }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let all = metadata.merging(event.metadata ?? [:]) { $1 }
    let fields = all.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }.joined(separator: " ")
    lines.all.withLock { $0.append("\(event.level) \(event.message) \(fields)") }
  }
}
