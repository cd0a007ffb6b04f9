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
  /// The beginning of the transaction, until it is sent together with its first statement.
  private var beginning: String?

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

  /// Begins a transaction with its first statement, so that both cost one round trip.
  func begin(_ statement: String) {
    failure = nil
    beginning = statement
  }

  /// - Throws: `StorageError.outcomeUnknown` when the connection broke before the server's answer.
  func commit() throws(PostgresFailure) {
    // A transaction with a failed statement would be taken back, whatever is asked.
    if let failure { throw failure }
    // No statement, no transaction.
    if beginning.take() != nil { return }
    do {
      _ = try run("COMMIT")
    } catch {
      throw error.remedy == .reconnect ? PostgresFailure(.outcomeUnknown, .none) : error
    }
  }

  func rollback() {
    if beginning.take() == nil { _ = try? run("ROLLBACK") }
  }

  /// Takes back what was done since the savepoint, and with it what went wrong since then.
  func rollback(to savepoint: String) throws(PostgresFailure) {
    failure = nil
    _ = try run("ROLLBACK TO SAVEPOINT \(savepoint)")
    _ = try run("RELEASE SAVEPOINT \(savepoint)")
  }

  func run(_ sql: String) throws(PostgresFailure) -> PostgresResult {
    try noting { () throws(PostgresFailure) in
      try sendBeginning()
      return try PostgresResult(PQexec(pointer, sql))
    }
  }

  func run(_ sql: String, _ arguments: [SQLValue]) throws -> PostgresResult {
    if arguments.isEmpty { return try run(sql) }
    let parameters = try PostgresParameters(arguments)
    return try noting { () throws(PostgresFailure) in
      let statement = Statement(sql: sql, types: parameters.types)
      if beginning != nil, let name = prepared[statement], let beginning = beginning.take() {
        return try runPipelined(after: beginning, name, parameters)
      }
      try sendBeginning()
      let name = try name(of: statement)
      return try PostgresResult(
        parameters.withPointers { count, values, lengths, formats in
          PQexecPrepared(pointer, name, count, values, lengths, formats, 0)
        })
    }
  }

  private func sendBeginning() throws(PostgresFailure) {
    if let beginning = beginning.take() { _ = try PostgresResult(PQexec(pointer, beginning)) }
  }

  /// Sends two statements at once and reads both answers.
  private func runPipelined(
    after beginning: String, _ name: String, _ parameters: PostgresParameters
  ) throws(PostgresFailure) -> PostgresResult {
    guard PQenterPipelineMode(pointer) == 1 else { throw .lostConnection }
    defer { PQexitPipelineMode(pointer) }
    let isSent =
      PQsendQueryParams(pointer, beginning, 0, nil, nil, nil, nil, 0) == 1
      && parameters.withPointers { count, values, lengths, formats in
        PQsendQueryPrepared(pointer, name, count, values, lengths, formats, 0)
      } == 1 && PQpipelineSync(pointer) == 1
    guard isSent else { throw .lostConnection }
    // An answer is followed by a null; the last one, of the synchronisation, by none.
    let answers = [nextAnswer(), nextAnswer()]
    PQclear(PQgetResult(pointer))
    var results: [PostgresResult] = []
    for answer in answers { results.append(try PostgresResult(answer)) }
    return results[1]
  }

  private func nextAnswer() -> OpaquePointer? {
    let answer = PQgetResult(pointer)
    if answer != nil { PQclear(PQgetResult(pointer)) }
    return answer
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
