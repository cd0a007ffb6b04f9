import Storage
import Synchronization

/// A database that notes which rows its writes change, in order.
final class RecordingDatabase: SQLDatabase {
  private let base: any SQLDatabase
  private let log = Mutex<[String]>([])
  /// Thrown by the next write, after it was carried out.
  private let failure = Mutex<(any Error)?>(nil)

  init(_ base: any SQLDatabase) { self.base = base }

  var dialect: Dialect { base.dialect }
  /// Such as `holds task-1` and `accounts a-1`: the table of each `UPDATE` and its first argument.
  var updates: [String] { log.withLock { $0 } }

  func forgetUpdates() { log.withLock { $0 = [] } }
  func failNextWrite(with error: any Error) { failure.withLock { $0 = error } }

  func read<Value: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value {
    try await base.read(body)
  }

  func write<Value: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value {
    let value = try await base.write { [self] in
      try body(RecordingConnection(base: $0) { [self] line in log.withLock { $0.append(line) } })
    }
    if let error = failure.withLock({ $0.take() }) { throw error }
    return value
  }

  func scrubHistory() async -> Bool { await base.scrubHistory() }
  func close() async throws { try await base.close() }
}

private struct RecordingConnection: SQLConnection {
  let base: any SQLConnection
  let note: (String) -> Void

  var dialect: Dialect { base.dialect }

  func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
    let changed = try base.execute(sql, arguments)
    if changed > 0 { record(sql, arguments) }
    return changed
  }

  func rows(_ sql: String, _ arguments: [SQLValue]) throws -> [SQLRow] {
    let rows = try base.rows(sql, arguments)
    if !rows.isEmpty { record(sql, arguments) }
    return rows
  }

  private func record(_ sql: String, _ arguments: [SQLValue]) {
    let words = sql.split(whereSeparator: \.isWhitespace)
    guard words.count > 1, words[0] == "UPDATE", case .text(let key)? = arguments.first else { return }
    note("\(words[1]) \(key)")
  }
}
