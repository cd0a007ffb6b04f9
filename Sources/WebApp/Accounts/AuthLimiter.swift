package import Core
import Crypto
import Foundation
package import Storage

/// Counts attempts to get in, by address and by e-mail address, in the database, so that several servers share the
/// counts.
package struct AuthLimiter: Sendable {
  private let store: RateLimitStore
  private let clock: WallClock
  private let attemptsPerHour: Int
  private let guestsPerHour: Int

  /// How often one e-mail address may be tried in `emailWindow` without success.
  package static let attemptsPerEmail = 10
  package static let emailWindow: Duration = .seconds(15 * 60)

  package init(store: RateLimitStore, clock: WallClock, configuration: AppConfiguration) {
    self.store = store
    self.clock = clock
    attemptsPerHour = configuration.authAttemptsPerHour
    guestsPerHour = configuration.guestsPerHour
  }

  /// Counts one sign-in, sign-up or password change; throws `AuthError.tooManyAttempts`.
  package func attempt(address: String, email: String?) async throws {
    try await take("auth:address:\(address)", limit: attemptsPerHour, window: .seconds(3600))
    guard let email else { return }
    try await take(Self.bucket(of: email), limit: Self.attemptsPerEmail, window: Self.emailWindow)
  }

  /// Forgets the attempts on an e-mail address after the right password.
  package func succeeded(email: String) async throws {
    try await store.reset(bucket: Self.bucket(of: email))
  }

  /// Counts one new guest; throws `AuthError.tooManyAttempts`.
  package func newGuest(address: String) async throws {
    try await take("auth:guest:\(address)", limit: guestsPerHour, window: .seconds(3600))
  }

  private func take(_ bucket: String, limit: Int, window: Duration) async throws {
    let decision = try await store.take(bucket: bucket, limit: limit, window: window, now: clock.now)
    guard decision.isAllowed else { throw AuthError.tooManyAttempts(retryAfter: decision.retryAfter) }
  }

  /// The table of counts is no place for e-mail addresses: their hash is enough to count by.
  private static func bucket(of email: String) -> String {
    let digest = SHA256.hash(data: Data(email.lowercased().utf8)).prefix(16)
    return "auth:email:" + digest.map { String(format: "%02x", $0) }.joined()
  }
}
