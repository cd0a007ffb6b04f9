import Core
import Crypto
import Foundation

/// A client's own name for a request, so that the same one sent twice is done once.
///
/// The task's id follows from it, and the ledger takes each task id once: no second table has to agree. Bounds: 1 to
/// 200 visible ASCII characters.
struct IdempotencyKey: Sendable {
  private let text: String

  init(_ text: String) throws(RequestError) {
    guard (1...200).contains(text.utf8.count), text.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else {
      throw .invalid(field: "idempotency_key", reason: "it must have 1 to 200 visible ASCII characters.")
    }
    self.text = text
  }

  /// The id of the task that this key names for one person; other people's keys can't reach it.
  func taskID(of user: UserID, purpose: String) -> TaskID {
    let digest = SHA256.hash(data: Data("\(purpose)\n\(user)\n\(text)".utf8))
    return TaskID(trusted: "t-" + digest.prefix(16).map { String(0x100 + Int($0), radix: 16).dropFirst() }.joined())
  }
}
