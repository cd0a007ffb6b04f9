package import Core
import Crypto
import Foundation
package import Storage

/// Counts attempts to get in, by address and by e-mail address, in the database, so that several servers share the counts.
package struct AuthLimiter: Sendable {
  private let store: RateLimitStore
  private let clock: WallClock
  private let attemptsPerHour: Int
  private let guestsPerHour: Int

  /// How often one e-mail address may be tried in an hour, right or wrong.
  package static let attemptsPerEmailAndHour = 20

  package init(store: RateLimitStore, clock: WallClock, configuration: AppConfiguration) {
    self.store = store
    self.clock = clock
    attemptsPerHour = configuration.authAttemptsPerHour
    guestsPerHour = configuration.guestsPerHour
  }

  /// Counts one sign-in, sign-up or password change; throws `AuthError.tooManyAttempts`.
  package func attempt(address: String, email: String?) async throws {
    try await take("auth:address:\(address)", limit: attemptsPerHour)
    guard let email else { return }
    // The table of counts is no place for e-mail addresses.
    let digest = SHA256.hash(data: Data(email.lowercased().utf8)).prefix(16).map { String(format: "%02x", $0) }.joined()
    try await take("auth:email:\(digest)", limit: Self.attemptsPerEmailAndHour)
  }

  /// Counts one new guest; throws `AuthError.tooManyAttempts`.
  package func newGuest(address: String) async throws {
    try await take("auth:guest:\(address)", limit: guestsPerHour)
  }

  private func take(_ bucket: String, limit: Int) async throws {
    let decision = try await store.take(bucket: bucket, limit: limit, window: .seconds(3600), now: clock.now)
    guard decision.isAllowed else { throw AuthError.tooManyAttempts(retryAfter: decision.retryAfter) }
  }
}
