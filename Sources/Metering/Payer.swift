package import Core

/// The payer of one task, decided once and carried through every call that the task makes.
package enum Payer: Sendable {
  /// The platform's key; nil for a `local` server without one.
  case platform(key: Secret?)
  /// The person's key, opened for this task and wiped after it.
  case ownKey(OpenedKey)

  package var kind: PayerKind {
    switch self {
    case .platform: .platform
    case .ownKey: .ownKey
    }
  }

  var credential: Secret? {
    switch self {
    case .platform(let key): key
    case .ownKey(let opened): opened.secret
    }
  }

  package var keyHint: KeyHint? {
    guard case .ownKey(let opened) = self else { return nil }
    return opened.hint
  }

  /// Takes an opened key out of memory; the platform's stays, since it serves others.
  func wipe() {
    if case .ownKey(let opened) = self { opened.secret.wipe() }
  }
}

/// A person's key in the clear, in memory, for the length of one task.
package struct OpenedKey: Sendable {
  package let secret: Secret
  package let hint: KeyHint
  /// Names the key among those that the session has held for this provider.
  package let generation: String
}
