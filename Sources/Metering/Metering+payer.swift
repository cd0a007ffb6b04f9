import Core
import CreditLedger
import KeySealing
import Storage

extension Metering {
  /// Decides who pays for a task, once. Fails closed: with "use my own key" on, a task that can't use it is not run
  /// (K4).
  func payer(for request: TaskRequest) async throws -> Payer {
    guard FeaturePolicy.acceptsOwnKey(request.feature), case .on(let sealed) = request.ownKey else {
      return try platformPayer(for: request.provider)
    }
    return .ownKey(try await open(sealed, session: request.session, user: request.user, provider: request.provider))
  }

  private func platformPayer(for provider: Provider) throws(MeteringError) -> Payer {
    guard platformKeys.offers(provider) else { throw .ownKeyOnly(provider) }
    return .platform(key: platformKeys.key(for: provider))
  }

  /// Opens a session's key. The row in the database is the session's half: without it the cookie is worthless (K2,
  /// K10).
  private func open(
    _ sealed: SealedKey?, session: SessionID, user: UserID, provider: Provider
  ) async throws -> OpenedKey {
    guard let row = try await stores.keys.key(of: session, at: provider) else {
      throw MeteringError.keyMissing(provider)
    }
    guard clock.now < row.expiresAt else {
      try await stores.keys.destroyExpired(now: clock.now)
      throw MeteringError.keyExpired(provider)
    }
    guard let sealed, let salt = try await sessionSalt(session) else { throw MeteringError.keyMissing(provider) }
    do {
      let context = SealContext(
        session: session, user: user, provider: provider, generation: row.generation, salt: salt + row.salt,
        expiresAt: row.expiresAt)
      return OpenedKey(
        secret: try keyRing.open(sealed, for: context, now: clock.now), hint: row.hint, generation: row.generation)
    } catch {
      switch error {
      // Without its master key a key is as good as expired: entering it again helps.
      case .expired, .unknownMasterKey: throw MeteringError.keyExpired(provider)
      case .tampered: throw MeteringError.keyMissing(provider)
      }
    }
  }

  /// Looks before each call whether a person's key may still be used: removing or replacing it, its expiry and signing
  /// out take effect at once (K10).
  func checkOwnKey(_ payer: Payer, of request: TaskRequest) async throws {
    guard case .ownKey(let key) = payer else { return }
    guard let row = try await stores.keys.key(of: request.session, at: request.provider),
      row.generation == key.generation, try await sessionSalt(request.session) != nil
    else { throw MeteringError.keyMissing(request.provider) }
    guard clock.now < row.expiresAt else { throw MeteringError.keyExpired(request.provider) }
  }

  func sessionSalt(_ session: SessionID) async throws -> [UInt8]? {
    try await stores.sessions.salt(of: session, now: clock.now)
  }
}
