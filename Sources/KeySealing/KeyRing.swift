import Core
import Crypto
import Foundation

/// The operator's master keys: the first one seals, all of them open, so that keys can be rotated without signing
/// anybody out.
///
/// Written as one line each, `<id> <base64 of 32 bytes>`, in the master key file; in `LATCHKEY_MASTER_KEY` entries are
/// `<id>:<base64>` separated by commas.
package struct KeyRing: Sendable {
  /// One master key and the name by which an envelope refers to it.
  struct MasterKey: Sendable {
    /// 1 to 16 characters of `a–z A–Z 0–9`.
    let id: String
    let secret: Secret
  }

  /// Newest first; never empty.
  let keys: [MasterKey]

  var current: MasterKey { keys[0] }

  func key(named id: String) -> MasterKey? { keys.first { $0.id == id } }

  /// A ring with one new random key.
  package static func generated() -> KeyRing {
    var bytes = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
    let id = "k" + String(UInt32.random(in: 0x1000...UInt32.max), radix: 36)
    return KeyRing(keys: [MasterKey(id: id, secret: Secret(moving: &bytes))])
  }

  /// Reads a ring from the file's or the setting's text.
  package init(parsing text: String) throws(KeyRingError) {
    let lines = text.split(whereSeparator: { $0 == "\n" || $0 == "," })
      .map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty && !$0.hasPrefix("#") }
    var keys: [MasterKey] = []
    for line in lines {
      let key = try Self.masterKey(from: line)
      guard !keys.contains(where: { $0.id == key.id }) else { throw .duplicate(id: key.id) }
      keys.append(key)
    }
    guard !keys.isEmpty else { throw .empty }
    self.keys = keys
  }

  private init(keys: [MasterKey]) { self.keys = keys }

  /// The ring as the text of the master key file.
  package func fileText() -> String {
    keys.map { "\($0.id) \($0.secret.withBytes { Data($0).base64EncodedString() })\n" }.joined()
  }

  private static func masterKey(from line: String) throws(KeyRingError) -> MasterKey {
    let parts = line.split(maxSplits: 1, whereSeparator: { $0 == ":" || $0 == " " }).map(String.init)
    guard parts.count == 2, isValid(id: parts[0]) else { throw .malformed }
    guard var bytes = Data(base64Encoded: parts[1].trimmingCharacters(in: .whitespaces)), bytes.count == 32 else {
      throw .malformed
    }
    return MasterKey(id: parts[0], secret: Secret(moving: &bytes))
  }

  private static func isValid(id: String) -> Bool {
    (1...16).contains(id.utf8.count) && id.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
  }
}
