package import Core

/// Why the server can't take work now.
package enum HealthError: AppError, Equatable {
  case notReady
  case draining

  package var code: String {
    switch self {
    case .notReady: "health.not_ready"
    case .draining: "health.draining"
    }
  }
  package var kind: ErrorKind { .unavailable }

  package var message: String {
    switch self {
    case .notReady: "The database can't be reached. The server takes work again as soon as it can."
    case .draining: "The server is ending and takes no more work; ask another one."
    }
  }
}
