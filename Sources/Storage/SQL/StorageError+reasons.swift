extension StorageError {
  /// Why a database can't be used, as `unavailable` says it.
  package enum Reason {
    package static let unreachable = "PostgreSQL can't be reached"
    package static let unknownHost = "there is no host of this name"
    package static let restarting = "the server is restarting"
    package static let connectionLost = "connection lost"
    package static let tooManyConnections = "too many connections"
    package static let credentials = "the server refuses this user or password"
    package static let noDatabase = "the server has no database of this name"
    package static let notAdmitted = "the server does not admit this user, host or database"
    package static let noEncryption = "the server offers no TLS, which the URL demands"
    package static let certificate = "the server's certificate is not trusted"
    package static let option = "an option in the URL is not understood"
    package static let permission = "the database's user may not do this"
    package static let readOnly = "read-only"
    package static let diskFull = "disk full"
    package static let locked = "locked by another process"
    package static let cannotOpen = "the file can't be opened"
    package static let damaged = "the file is damaged or no database"
  }
}
