import CLibPQ
import Core

/// One connection to a server, used by one thread at a time.
final class PostgresSession {
  private let pointer: OpaquePointer
  /// Names of statements that the server has prepared, by text and types of the arguments.
  private var prepared: [Statement: String] = [:]
  private var preparedCount = 0
  /// What went wrong in the transaction that runs; kept because a body may wrap or swallow it.
  private(set) var failure: PostgresFailure?

  private struct Statement: Hashable {
    let sql: String
    let types: [Oid]
  }

  /// Statements that are kept prepared; beyond it all are prepared anew.
  private static let mostPrepared = 500

  /// Connects, which may take as long as `timeout`, and prepares the session.
  init(_ url: PostgresURL, timeouts: PostgresTimeouts) throws(PostgresFailure) {
    // What stands before `dbname` is a default that the URL may override.
    let options: [(String, String)] = [
      ("connect_timeout", "\(max(timeouts.connect.components.seconds, 2))"), ("application_name", "latchkey"),
      ("keepalives_idle", "30"), ("client_encoding", "UTF8"), ("dbname", url.text),
    ]
    let pointer = Self.withCStrings(options.map(\.0)) { names in
      Self.withCStrings(options.map(\.1)) { values in PQconnectdbParams(names, values, 1) }
    }
    guard let pointer else { throw .lostConnection }
    self.pointer = pointer
    guard PQstatus(pointer) == CONNECTION_OK else {
      throw PostgresFailure(connecting: String(cString: PQerrorMessage(pointer)))
    }
    // Notices would go to standard error, with values of rows in them.
    PQsetNoticeProcessor(pointer, { _, _ in }, nil)
    for setting in timeouts.settings { _ = try run(setting) }
  }

  deinit { PQfinish(pointer) }

  var isUsable: Bool { PQstatus(pointer) == CONNECTION_OK && PQtransactionStatus(pointer) == PQTRANS_IDLE }

  func begin(_ statement: String) throws(PostgresFailure) {
    failure = nil
    _ = try run(statement)
  }

  /// - Throws: `StorageError.outcomeUnknown` when the connection broke before the server's answer.
  func commit() throws(PostgresFailure) {
    // A transaction with a failed statement would be taken back, whatever is asked.
    if let failure { throw failure }
    do {
      _ = try run("COMMIT")
    } catch {
      throw error.remedy == .reconnect ? PostgresFailure(.outcomeUnknown, .none) : error
    }
  }

  func rollback() { _ = try? run("ROLLBACK") }

  func run(_ sql: String) throws(PostgresFailure) -> PostgresResult {
    try noting { () throws(PostgresFailure) in try PostgresResult(PQexec(pointer, sql)) }
  }

  func run(_ sql: String, _ arguments: [SQLValue]) throws -> PostgresResult {
    if arguments.isEmpty { return try run(sql) }
    let parameters = try PostgresParameters(arguments)
    return try noting { () throws(PostgresFailure) in
      let name = try name(of: Statement(sql: sql, types: parameters.types))
      return try PostgresResult(
        parameters.withPointers { count, values, lengths, formats in
          PQexecPrepared(pointer, name, count, values, lengths, formats, 0)
        })
    }
  }

  private func name(of statement: Statement) throws(PostgresFailure) -> String {
    if let name = prepared[statement] { return name }
    if prepared.count >= Self.mostPrepared {
      _ = try PostgresResult(PQexec(pointer, "DEALLOCATE ALL"))
      prepared = [:]
    }
    preparedCount += 1
    let name = "s\(preparedCount)"
    _ = try PostgresResult(
      PQprepare(pointer, name, statement.sql, Int32(statement.types.count), statement.types))
    prepared[statement] = name
    return name
  }

  private func noting<Value>(_ body: () throws(PostgresFailure) -> Value) throws(PostgresFailure) -> Value {
    do {
      return try body()
    } catch {
      failure = failure ?? error
      throw error
    }
  }

  private static func withCStrings<Result>(
    _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Result
  ) -> Result {
    var bytes: [CChar] = []
    var starts: [Int] = []
    for text in texts {
      starts.append(bytes.count)
      bytes += text.utf8CString
    }
    return bytes.withUnsafeBufferPointer { memory in
      let pointers = starts.map { start in memory.baseAddress.map { $0 + start } } + [nil]
      return pointers.withUnsafeBufferPointer { body($0.baseAddress) }
    }
  }
}
