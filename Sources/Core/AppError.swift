/// What sort of trouble an error is; `WebApp` turns it into an HTTP status, the command line into an exit code.
package enum ErrorKind: String, Sendable, CaseIterable {
  case invalidInput, unauthenticated, forbidden, notFound, conflict, insufficientCredits, tooLarge, rateLimited
  case upstream, unavailable, `internal`
}

/// An error that people see: a stable code and one sentence that says what to do.
///
/// Descriptions hold no secrets, no SQL arguments and no provider payloads.
package protocol AppError: Error, CustomStringConvertible {
  /// Stable and machine-readable: `credits.insufficient`, `key.expired`.
  var code: String { get }
  var kind: ErrorKind { get }
  /// One sentence for people that says what to do next.
  var message: String { get }
  /// Whether the same request may succeed later without a change.
  var isRetryable: Bool { get }
  /// A page that helps, when there is one.
  var helpURL: String? { get }
  /// Facts that a program may use: `required`, `remaining`, `retry_after`.
  var details: [String: JSONValue] { get }
}

extension AppError {
  package var isRetryable: Bool { kind == .rateLimited || kind == .unavailable || kind == .upstream }
  package var helpURL: String? { nil }
  package var details: [String: JSONValue] { [:] }
  package var description: String { "\(code): \(message)" }
}
