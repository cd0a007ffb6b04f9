package import Core

/// What can go wrong between a store and its database. It holds no SQL, no arguments and no rows.
package enum StorageError: AppError, Hashable {
  /// A rule of the schema that a statement would have broken.
  package enum Constraint: String, Hashable, Sendable {
    case unique, foreignKey, check, notNull, other
  }

  /// The database can't be reached or can't save now; `reason` is the engine's name for it, such as `disk_full`.
  case unavailable(reason: String)
  /// More writes wait than the queue holds.
  case busy
  case closed
  /// The connection broke while a transaction was being saved: it is saved whole, or not at all, and nobody can tell.
  case outcomeUnknown
  case constraint(Constraint)
  /// The database was made by a newer version of the program.
  case schemaTooNew(found: Int64, known: Int64)
  /// The database lacks migrations of this program, and whoever asked may not run them.
  case schemaTooOld(found: Int64, known: Int64)
  /// There is no such file, and whoever asked may not make one.
  case noDatabase(path: String)
  /// A migration was changed after it ran, or numbers are missing.
  case schemaDiffers(number: Int64)
  case invalidLocation
  /// A column holds what the program never writes.
  case unreadable(column: String)
  /// Text with a zero character, which one of the engines can't store.
  case invalidText
  /// A statement that the engine does not understand: a mistake in the program.
  case invalidStatement
  /// The settings that make writes durable are not in force.
  case notDurable

  package var code: String {
    switch self {
    case .unavailable: "storage.unavailable"
    case .busy: "storage.busy"
    case .closed: "storage.closed"
    case .outcomeUnknown: "storage.outcome_unknown"
    case .constraint: "storage.constraint"
    case .schemaTooNew: "storage.schema_too_new"
    case .schemaTooOld: "storage.schema_too_old"
    case .noDatabase: "storage.no_database"
    case .schemaDiffers: "storage.schema_differs"
    case .invalidLocation: "storage.invalid_location"
    case .unreadable: "storage.unreadable"
    case .invalidText: "storage.invalid_text"
    case .invalidStatement: "storage.invalid_statement"
    case .notDurable: "storage.not_durable"
    }
  }

  package var kind: ErrorKind {
    switch self {
    case .unavailable, .busy, .closed, .outcomeUnknown: .unavailable
    case .constraint: .conflict
    case .invalidLocation, .invalidText: .invalidInput
    case .noDatabase: .notFound
    case .schemaTooNew, .schemaTooOld, .schemaDiffers, .unreadable, .invalidStatement, .notDurable: .internal
    }
  }

  package var message: String {
    switch self {
    case .unavailable(let reason):
      "The database can't be used now (\(reason)); nothing was saved, please try again in a minute."
    case .busy: "Too much is being saved at once; try again in a moment."
    case .closed: "The database is closed because the server is shutting down."
    case .outcomeUnknown:
      "The connection to the database broke while this was being saved; look whether it is there before you try again."
    case .constraint(let rule): "The database refused this because it breaks a rule (\(rule.rawValue))."
    case .schemaTooNew(let found, let known):
      "The database has schema \(found), but this program knows only up to \(known): "
        + "run the newer version of Latchkey that made it, or restore a backup."
    case .schemaTooOld(let found, let known):
      "The database has schema \(found) and this program needs \(known); nothing was changed: "
        + "start `latchkey serve` of this version once, which brings it up to date, then try again."
    case .noDatabase(let path):
      "There is no database at \(path): run this in the folder in which the server runs, or name its data folder "
        + "with --latchkey-data; `latchkey serve` makes a new database."
    case .schemaDiffers(let number):
      "Migration \(number) of the database is not the one that this program has: restore a backup, or use the program that made it."
    case .invalidLocation:
      "The database URL is not understood: write sqlite:/path/to/file, sqlite::memory: or postgresql://user@host/database."
    case .unreadable(let column): "The column \(column) holds something that this program never writes."
    case .invalidText: "Text can't contain a zero character."
    case .invalidStatement: "The database does not understand a statement of this program."
    case .notDurable: "SQLite did not accept the settings that make writes survive a power cut."
    }
  }
}
