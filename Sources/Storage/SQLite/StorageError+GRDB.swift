import GRDB

extension StorageError {
  /// What an error of SQLite means, without its SQL and its arguments.
  init(from error: any Error) {
    switch error {
    case let error as StorageError: self = error
    case let error as DatabaseError: self.init(error.resultCode, error.extendedResultCode)
    default: self = .unavailable(reason: "unexpected")
    }
  }

  /// - Parameter sqliteCode: an extended result code.
  init(sqliteCode: Int32) {
    self.init(ResultCode(rawValue: sqliteCode & 0xff), ResultCode(rawValue: sqliteCode))
  }

  private init(_ code: ResultCode, _ extended: ResultCode) {
    self =
      switch code {
      case .SQLITE_CONSTRAINT: .constraint(Constraint(extended))
      case .SQLITE_FULL: .unavailable(reason: Reason.diskFull)
      case .SQLITE_BUSY, .SQLITE_LOCKED: .unavailable(reason: Reason.locked)
      case .SQLITE_IOERR: .unavailable(reason: "input/output error")
      case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: .unavailable(reason: Reason.readOnly)
      case .SQLITE_CANTOPEN: .unavailable(reason: Reason.cannotOpen)
      case .SQLITE_CORRUPT, .SQLITE_NOTADB: .unavailable(reason: Reason.damaged)
      case .SQLITE_NOMEM: .unavailable(reason: "out of memory")
      case .SQLITE_ERROR, .SQLITE_MISUSE, .SQLITE_RANGE, .SQLITE_MISMATCH: .invalidStatement
      default: .unavailable(reason: "SQLite code \(code.rawValue)")
      }
  }
}

extension StorageError.Constraint {
  fileprivate init(_ code: ResultCode) {
    self =
      switch code {
      case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID: .unique
      case .SQLITE_CONSTRAINT_FOREIGNKEY: .foreignKey
      case .SQLITE_CONSTRAINT_CHECK: .check
      case .SQLITE_CONSTRAINT_NOTNULL: .notNull
      default: .other
      }
  }
}
