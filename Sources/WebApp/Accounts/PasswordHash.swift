import Core
import Crypto
import CryptoExtras
import Foundation
import KeySealing

/// A stored password: scrypt (RFC 7914) with its costs and salt, written as `$scrypt$ln=16,r=8,p=1$salt$hash`.
package struct PasswordHash: Sendable, Equatable, CustomStringConvertible {
  /// The base-2 logarithm of scrypt's N; each step doubles time and memory (16: about 180 ms and 64 MB).
  let logN: Int
  let salt: [UInt8]
  let hash: [UInt8]

  /// What new passwords get, and the bounds of what is accepted from the database.
  package static let standardLogN = 16
  private static let acceptedLogN = 10...20
  private static let blockSize = 8
  private static let parallelism = 1
  private static let byteCount = 32

  /// Derives the hash of `password`; blocks for the time that the cost sets, so call it on a thread that may block.
  init(of password: Secret, salt: [UInt8], logN: Int) throws {
    self.logN = logN
    self.salt = salt
    let derived = try password.withBytes { bytes in
      try KDF.Scrypt.deriveKey(
        from: Data(bytes), salt: salt, outputByteCount: Self.byteCount, rounds: 1 << logN,
        blockSize: Self.blockSize, parallelism: Self.parallelism)
    }
    hash = derived.withUnsafeBytes(Array.init)
  }

  /// Reads a stored hash; nil when it is not one, or its costs are out of bounds.
  package init?(_ text: String) {
    let parts = text.split(separator: "$", omittingEmptySubsequences: false)
    guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt",
      let logN = Self.logN(in: parts[2]), Self.acceptedLogN.contains(logN),
      let salt = Base64URL.decode(String(parts[3])), !salt.isEmpty,
      let hash = Base64URL.decode(String(parts[4])), hash.count == Self.byteCount
    else { return nil }
    self.logN = logN
    self.salt = Array(salt)
    self.hash = Array(hash)
  }

  package var description: String { "PasswordHash(ln=\(logN))" }

  /// The form that is stored.
  package var stored: String {
    "$scrypt$ln=\(logN),r=\(Self.blockSize),p=\(Self.parallelism)$\(Base64URL.encode(salt))$\(Base64URL.encode(hash))"
  }

  /// Whether `other` is the same hash; takes the same time wherever they differ.
  func matches(_ other: PasswordHash) -> Bool {
    guard hash.count == other.hash.count else { return false }
    return zip(hash, other.hash).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  private static func logN(in costs: Substring) -> Int? {
    let fields = costs.split(separator: ",")
    guard fields.count == 3, fields[0].hasPrefix("ln="), fields[1] == "r=\(blockSize)", fields[2] == "p=\(parallelism)"
    else { return nil }
    return Int(fields[0].dropFirst(3))
  }
}
