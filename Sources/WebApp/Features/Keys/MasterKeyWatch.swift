import Core
import KeySealing
import Logging
import Storage

/// Notices when servers of one database seal people's keys under different master keys.
struct MasterKeyWatch: Sendable {
  let ring: KeyRing
  let store: MasterKeyStore
  let keyLifetime: Duration
  let clock: WallClock
  let logger: Logger

  /// Longer than the time between two looks of a server that runs.
  private static let betweenLooks: Duration = .seconds(2 * 3600)

  /// - Throws: `MasterKeyError.differs` when the server must not run with these keys.
  func look() async throws {
    let missing = try await store.note(
      ring.marks.map { ($0.name, $0.bytes) }, sealingUntil: clock.now + keyLifetime + Self.betweenLooks,
      now: clock.now)
    guard !missing.isEmpty else { return }
    logger.warning(
      """
      People's own keys may be sealed under master keys that this server does not have, and they would have to enter \
      them again: give all servers of this database the same master.key, and keep a key's line for LATCHKEY_KEY_HOURS \
      after it was replaced.
      """, metadata: ["missing": "\(missing.joined(separator: ", "))"])
  }
}
