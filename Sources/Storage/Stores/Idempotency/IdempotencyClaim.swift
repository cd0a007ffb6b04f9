package import Core

/// Whether a request with this key was made before.
package enum IdempotencyClaim: Hashable, Sendable {
  case new
  /// It was, for this task; the fingerprint tells whether it was the same request.
  case existing(TaskID, fingerprintMatches: Bool)
}
