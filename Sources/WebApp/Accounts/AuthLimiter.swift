package import Core
import Crypto
import Foundation
package import Storage

/// Counts attempts to get in, in the database, so that several servers share the counts.
///
/// Wrong passwords are counted for an e-mail address and the place they come from, so that nobody can lock somebody else
/// out with ten of them; all places together have a wider limit. An IPv6 address counts with its whole /64.
package struct AuthLimiter: Sendable {
  private let store: RateLimitStore
  private let clock: WallClock
  private let attemptsPerHour: Int
  private let signUpsPerHour: Int
  private let guestsPerHour: Int

  /// How often one e-mail address may be tried in `emailWindow` without success from one place, and from everywhere.
  package static let attemptsPerEmail = 10
  package static let attemptsPerEmailFromEverywhere = 200
  package static let emailWindow: Duration = .seconds(15 * 60)

  package init(store: RateLimitStore, clock: WallClock, configuration: AppConfiguration) {
    self.store = store
    self.clock = clock
    attemptsPerHour = configuration.authAttemptsPerHour
    signUpsPerHour = configuration.signUpsPerHour
    guestsPerHour = configuration.guestsPerHour
  }

  /// Counts one sign-in or password change; throws `AuthError.tooManyAttempts`.
  package func attempt(address: String, email: String?) async throws {
    try await take("address", address: address, limit: attemptsPerHour)
    guard let email else { return }
    try await take(Self.bucket(of: email, at: address), limit: Self.attemptsPerEmail, window: Self.emailWindow)
    try await take(
      Self.bucket(of: email, at: nil), limit: Self.attemptsPerEmailFromEverywhere, window: Self.emailWindow)
  }

  /// Forgets the attempts on an e-mail address from this place after the right password.
  package func succeeded(address: String, email: String) async throws {
    try await store.reset(bucket: Self.bucket(of: email, at: address))
  }

  /// Counts one sign-up; throws `AuthError.tooManyAttempts`.
  package func newAccount(address: String) async throws {
    try await take("sign-up", address: address, limit: signUpsPerHour)
  }

  /// Counts one new guest; throws `AuthError.tooManyAttempts`.
  package func newGuest(address: String) async throws {
    try await take("guest", address: address, limit: guestsPerHour)
  }

  private func take(_ what: String, address: String, limit: Int) async throws {
    try await take("auth:\(what):\(NetworkAddress.limitKey(of: address))", limit: limit, window: .seconds(3600))
  }

  private func take(_ bucket: String, limit: Int, window: Duration) async throws {
    let decision = try await store.take(bucket: bucket, limit: limit, window: window, now: clock.now)
    guard decision.isAllowed else { throw AuthError.tooManyAttempts(retryAfter: decision.retryAfter) }
  }

  /// The table of counts is no place for e-mail addresses: their hash is enough to count by.
  private static func bucket(of email: String, at address: String?) -> String {
    let place = address.map(NetworkAddress.limitKey) ?? "everywhere"
    let digest = SHA256.hash(data: Data("\(email.lowercased())\n\(place)".utf8)).prefix(16)
    return "auth:email:" + digest.map { String(format: "%02x", $0) }.joined()
  }
}
