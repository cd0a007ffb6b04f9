package import Core

/// Why a program has no database to work on, in the operator's words; nothing was changed.
package struct OpeningError: AppError, Equatable {
  /// Without user and password.
  package let location: String
  package let cause: StorageError

  package init(location: String, cause: StorageError) {
    self.location = location
    self.cause = cause
  }

  package var code: String { cause.code }
  package var kind: ErrorKind { cause.kind }

  package var message: String {
    guard case .unavailable(let reason) = cause else { return cause.message }
    return "The database \(location) can't be used (\(reason)); nothing was changed: \(Self.advice(for: reason))"
  }

  private static func advice(for reason: String) -> String {
    switch reason {
    case StorageError.Reason.unreachable: "start PostgreSQL, or correct the host and the port in LATCHKEY_DATABASE_URL."
    case StorageError.Reason.unknownHost: "correct the host in LATCHKEY_DATABASE_URL."
    case StorageError.Reason.restarting, StorageError.Reason.connectionLost:
      "wait until PostgreSQL is up, then start again."
    case StorageError.Reason.tooManyConnections:
      "raise max_connections of PostgreSQL, or end what holds its connections."
    case StorageError.Reason.credentials:
      "correct the user in LATCHKEY_DATABASE_URL and the password there or in ~/.pgpass."
    case StorageError.Reason.noDatabase: "make it with `createdb --owner USER NAME`, or correct its name."
    case StorageError.Reason.notAdmitted: "add a line to pg_hba.conf, or set sslmode as the server wants it."
    case StorageError.Reason.noEncryption: "switch on TLS in PostgreSQL, or change sslmode in LATCHKEY_DATABASE_URL."
    case StorageError.Reason.certificate: "name its authority with sslrootcert in LATCHKEY_DATABASE_URL."
    case StorageError.Reason.option: "correct LATCHKEY_DATABASE_URL; its options are those of libpq."
    case StorageError.Reason.permission: "make the user the database's owner with `ALTER DATABASE NAME OWNER TO USER`."
    case StorageError.Reason.readOnly:
      "Latchkey must be able to write: look at the file's owner and mode, its folder and its disk, or at PostgreSQL's "
        + "default_transaction_read_only and whether it is a standby."
    case StorageError.Reason.diskFull: "free some space on its disk."
    case StorageError.Reason.locked: "end the other program, or wait until it is done."
    case StorageError.Reason.cannotOpen: "its folder must exist, and this user must be able to write to both."
    case StorageError.Reason.damaged: "name another file, or restore a backup."
    default: "look at the database and its disk."
    }
  }
}
