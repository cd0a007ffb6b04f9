package import Core
import Crypto
import Foundation
import NIOPosix
import Synchronization

/// Hashes and checks passwords with scrypt on two threads of its own, so that neither the event loops nor Swift's tasks
/// wait.
///
/// At most `longestQueue` checks wait at once; more are refused with `AuthError.busy`, since each takes 64 MB and a
/// fifth of a second.
package struct PasswordHasher: Sendable {
  private let logN: Int
  private let longestQueue: Int
  private let decoy: PasswordHash
  private let waiting = WaitingCount()

  // Perpetual: shared by all hashers of the process, so that concurrency stays bounded.
  private static let threads: NIOThreadPool = {
    let pool = NIOThreadPool(numberOfThreads: 2)
    pool.start()
    return pool
  }()

  /// - Parameter logN: the base-2 logarithm of scrypt's N; tests take a small one.
  package init(logN: Int = PasswordHash.standardLogN, longestQueue: Int = 32) throws {
    self.logN = logN
    self.longestQueue = longestQueue
    decoy = try PasswordHash(of: Secret(""), salt: Self.newSalt(), logN: logN)
  }

  /// The hash to store for a new password.
  package func hash(_ password: Secret) async throws -> PasswordHash {
    try await work { [logN] in try PasswordHash(of: password, salt: Self.newSalt(), logN: logN) }
  }

  /// Whether `password` is the one that `stored` was made of. Without a stored hash the same work is done and the
  /// answer is no,
  /// so that time doesn't tell whether there is an account.
  package func verify(_ password: Secret, against stored: PasswordHash?) async throws -> Bool {
    let expected = stored ?? decoy
    let candidate = try await work { try PasswordHash(of: password, salt: expected.salt, logN: expected.logN) }
    return candidate.matches(expected) && stored != nil
  }

  private func work<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
    guard waiting.enter(limit: longestQueue) else { throw AuthError.busy }
    defer { waiting.leave() }
    return try await Self.threads.runIfActive(body)
  }

  private static func newSalt() -> [UInt8] {
    SymmetricKey(size: .bits128).withUnsafeBytes(Array.init)
  }
}

private final class WaitingCount: Sendable {
  private let count = Mutex(0)

  func enter(limit: Int) -> Bool {
    count.withLock { count in
      guard count < limit else { return false }
      count += 1
      return true
    }
  }

  func leave() { count.withLock { $0 -= 1 } }
}
