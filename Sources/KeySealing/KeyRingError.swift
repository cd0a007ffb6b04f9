package import Core

/// Why the operator's master keys can't be used.
package enum KeyRingError: AppError, Equatable {
  case empty
  case malformed
  case duplicate(id: String)
  case fileUnreadable(path: String)
  case fileTooOpen(path: String)

  package var code: String {
    switch self {
    case .empty: "master_key.empty"
    case .malformed: "master_key.malformed"
    case .duplicate: "master_key.duplicate"
    case .fileUnreadable: "master_key.unreadable"
    case .fileTooOpen: "master_key.too_open"
    }
  }

  package var kind: ErrorKind { .invalidInput }

  package var message: String {
    switch self {
    case .empty:
      "There is no master key: remove LATCHKEY_MASTER_KEY to have one made, or set it to <id>:<base64 of 32 bytes>."
    case .malformed:
      "A master key must read <id>:<base64 of 32 bytes>, with an id of up to 16 letters and digits."
    case .duplicate(let id): "The master key id \(id) stands twice; give each key an id of its own."
    case .fileUnreadable(let path): "The master key file \(path) can't be read or made; check its folder and its owner."
    case .fileTooOpen(let path): "Other users can read the master key file \(path); run chmod 600 on it."
    }
  }
}
