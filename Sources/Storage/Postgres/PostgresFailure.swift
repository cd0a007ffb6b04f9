import CLibPQ

/// What went wrong between the server and us, with what can be done about it.
struct PostgresFailure: Error, Equatable {
  enum Remedy {
    /// The same transaction may succeed when it is tried again: it lost to another one.
    case runAgain
    /// The connection is gone.
    case reconnect
    /// Trying again doesn't help.
    case none
  }

  let error: StorageError
  let remedy: Remedy

  /// What an error of the server means, by its five-character code (PostgreSQL, appendix A), without its text: that
  /// may hold values of rows.
  init(sqlState: String) {
    (error, remedy) =
      switch sqlState {
      case "23505": (.constraint(.unique), .none)
      case "23503": (.constraint(.foreignKey), .none)
      case "23514": (.constraint(.check), .none)
      case "23502": (.constraint(.notNull), .none)
      case "40001": (.unavailable(reason: "too much contention"), .runAgain)
      case "40P01": (.unavailable(reason: "deadlock"), .runAgain)
      case "22021": (.invalidText, .none)
      case "25006": (.unavailable(reason: StorageError.Reason.readOnly), .none)
      case "53100": (.unavailable(reason: "disk full"), .none)
      case "53200": (.unavailable(reason: "out of memory"), .none)
      case "53300": (.unavailable(reason: "too many connections"), .reconnect)
      case "55P03": (.unavailable(reason: "locked by another process"), .none)
      case "57014": (.unavailable(reason: "a statement took too long"), .none)
      case "57P01", "57P02", "57P03", "57P05": (.unavailable(reason: "the server is restarting"), .reconnect)
      case let code where code.hasPrefix("23"): (.constraint(.other), .none)
      case let code where code.hasPrefix("08"): (.unavailable(reason: "connection lost"), .reconnect)
      case let code where code.hasPrefix("28"):
        (.unavailable(reason: "the server refuses this user or password"), .none)
      case "3D000": (.unavailable(reason: "the server has no database of this name"), .none)
      case "42501": (.unavailable(reason: StorageError.Reason.permission), .none)
      case let code where code.hasPrefix("42"): (.invalidStatement, .none)
      default: (.unavailable(reason: "PostgreSQL code \(sqlState)"), .none)
      }
  }

  init(_ error: StorageError, _ remedy: Remedy) {
    self.error = error
    self.remedy = remedy
  }

  static let lostConnection = PostgresFailure(.unavailable(reason: "connection lost"), .reconnect)
}
