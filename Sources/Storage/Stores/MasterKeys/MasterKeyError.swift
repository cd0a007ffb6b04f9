package import Core

/// Why a server must not run with its master keys on this database.
package enum MasterKeyError: AppError, Equatable {
  /// The database was used with another key of this name.
  case differs(name: String)

  package var code: String { "master_key.differs" }
  package var kind: ErrorKind { .conflict }

  package var message: String {
    switch self {
    case .differs(let name):
      "The master key “\(name)” is not the one with which this database was used, so that people's keys could not be "
        + "opened: copy master.key (or LATCHKEY_MASTER_KEY) from the server that made it or from its backup, or, when "
        + "that key is lost, give the new one another name."
    }
  }
}
