import GRDB
import GRDBSQLite

/// A prepared statement that is bound, run and read without a detour over GRDB's rows and dictionaries of arguments:
/// these cost more than SQLite's own work on a statement of the ledger.
struct SQLiteStatement {
  private let statement: Statement
  private var handle: OpaquePointer { statement.sqliteStatement }

  /// - Parameter statement: from the cache of its connection, which keeps it alive and prepared.
  init(_ statement: Statement) { self.statement = statement }

  /// Runs the statement to its end and hands out its rows.
  ///
  /// - Throws: `StorageError`; `.invalidStatement` when an argument is missing.
  func run(_ arguments: [SQLValue], row: (borrowing SQLiteCursor) throws -> Void = { _ in }) throws {
    defer { sqlite3_reset(handle) }
    try bind(arguments)
    let cursor = SQLiteCursor(handle: handle)
    while true {
      switch sqlite3_step(handle) {
      case SQLITE_ROW: try row(cursor)
      case SQLITE_DONE: return
      default: throw failure
      }
    }
  }

  /// `$1` is a name to SQLite, and it numbers names in the order of their first use.
  private func bind(_ arguments: [SQLValue]) throws(StorageError) {
    for place in 0..<sqlite3_bind_parameter_count(handle) {
      guard let index = argumentIndex(at: place + 1), arguments.indices.contains(index) else {
        throw .invalidStatement
      }
      guard try bind(arguments[index], at: place + 1) == SQLITE_OK else { throw failure }
    }
  }

  /// Which argument the parameter at a place asks for, counted from 0.
  private func argumentIndex(at place: Int32) -> Int? {
    guard let name = sqlite3_bind_parameter_name(handle, place) else { return nil }
    var number = 0
    var digit = name + 1
    while digit.pointee != 0 {
      guard (48...57).contains(digit.pointee), number < 100_000 else { return nil }
      number = number * 10 + Int(digit.pointee) - 48
      digit += 1
    }
    return number - 1
  }

  private func bind(_ value: SQLValue, at place: Int32) throws(StorageError) -> Int32 {
    switch value {
    case .null: return sqlite3_bind_null(handle, place)
    case .integer(let number): return sqlite3_bind_int64(handle, place, number)
    case .real(let number): return sqlite3_bind_double(handle, place, number)
    case .text(var text):
      guard !text.utf8.contains(0) else { throw .invalidText }
      // Without an address it would be null.
      if text.isEmpty { return sqlite3_bind_text(handle, place, "", 0, copying) }
      return text.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) {
          sqlite3_bind_text(handle, place, $0.baseAddress, Int32($0.count), copying)
        }
      }
    case .bytes(let bytes):
      return bytes.withUnsafeBytes { bytes in
        bytes.isEmpty
          ? sqlite3_bind_zeroblob(handle, place, 0)
          : sqlite3_bind_blob(handle, place, bytes.baseAddress, Int32(bytes.count), copying)
      }
    }
  }

  private var failure: StorageError { StorageError(sqliteCode: sqlite3_extended_errcode(sqlite3_db_handle(handle))) }
}

/// `SQLITE_TRANSIENT`, a macro that Swift does not see: SQLite makes a copy of what it is given.
private let copying = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
