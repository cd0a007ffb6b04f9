package import Core

/// Why an installation was not moved. The source is as it was, and the target holds no row.
package enum MoveError: AppError, Equatable {
  case sameDatabase
  /// A database that is gone with the process can be neither.
  case inMemory
  /// Some other program has the source open; the process is known for files only.
  case sourceInUse(process: Int32?)
  /// There are rows already.
  case targetNotEmpty(table: String)
  case sourceUnproved(problems: Int)
  case schemasDiffer(table: String)
  case noKey(table: String)
  case circularTables([String])
  case table(String, StorageError)
  case differs(MoveReport)
  /// The rows are in the target, but the source's lock may have been lost before they were.
  case sourceLost

  package var code: String {
    switch self {
    case .sameDatabase: "move.same_database"
    case .inMemory: "move.in_memory"
    case .sourceInUse: "move.source_in_use"
    case .targetNotEmpty: "move.target_not_empty"
    case .sourceUnproved: "move.source_unproved"
    case .schemasDiffer: "move.schemas_differ"
    case .noKey: "move.no_key"
    case .circularTables: "move.circular_tables"
    case .table: "move.table"
    case .differs: "move.differs"
    case .sourceLost: "move.source_lost"
    }
  }

  package var kind: ErrorKind {
    switch self {
    case .sameDatabase, .inMemory: .invalidInput
    case .sourceInUse, .targetNotEmpty, .sourceUnproved, .sourceLost: .conflict
    case .schemasDiffer, .noKey, .circularTables, .differs: .internal
    case .table(_, let error): error.kind
    }
  }

  package var message: String {
    switch self {
    case .sameDatabase: "Source and target are the same database: name another one with --to."
    case .inMemory: "A database in memory is gone with its program: name a file or a PostgreSQL database."
    case .sourceInUse(let process):
      "Another program\(process.map { " (process \($0))" } ?? "") is using the source: stop the server, then try again; "
        + "nothing was moved."
    case .targetNotEmpty(let table):
      "The target holds rows already (table \(table)): name an empty database; nothing was changed there."
    case .sourceUnproved(let problems):
      "The source's ledger has \(problems) problem\(problems == 1 ? "" : "s"), which `latchkey credits audit` lists: "
        + "nothing was moved, since a move must not hide them."
    case .schemasDiffer(let table):
      "The table \(table) is not the same in source and target: start `latchkey serve` of this version on the source "
        + "once, and name a new database as the target; nothing was moved."
    case .noKey(let table):
      "The table \(table) has no primary key, by which it could be moved in parts; nothing was moved."
    case .circularTables(let tables):
      "The tables \(tables.joined(separator: ", ")) refer to each other in a circle; nothing was moved."
    case .table(let name, let error): "The table \(name) could not be moved; nothing was. \(error.message)"
    case .differs: "Source and target differ (see above); the target was left as it was, and the source is untouched."
    case .sourceLost:
      "The rows are in the target, but the connection to the source broke before the end: if no server ran on the "
        + "source meanwhile, all is well; otherwise name a new target and move again."
    }
  }
}
