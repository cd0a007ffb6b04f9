package import Core

/// Why the server can't take work now.
package enum HealthError: AppError, Equatable {
  case notReady

  package var code: String { "health.not_ready" }
  package var kind: ErrorKind { .unavailable }
  package var message: String { "The database can't be reached. The server takes work again as soon as it can." }
}
