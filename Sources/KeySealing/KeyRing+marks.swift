import Core
import Crypto
import Foundation

extension KeyRing {
  /// What tells two master keys of one name apart, and tells nothing about either: HMAC-SHA256 of a constant and the
  /// name under the key.
  package struct Mark: Hashable, Sendable {
    package let name: String
    package let bytes: [UInt8]
  }

  /// One mark for each key of the ring, the key that seals first.
  package var marks: [Mark] {
    keys.map { key in
      let code = key.secret.withBytes { bytes in
        HMAC<SHA256>.authenticationCode(
          for: Data("latchkey master key mark v1 \(key.id)".utf8), using: SymmetricKey(data: bytes))
      }
      return Mark(name: key.id, bytes: Array(code))
    }
  }
}
