/// Who pays for a call: the platform (metered in credits) or the person's own provider key (free of credits).
package enum PayerKind: String, Hashable, Sendable, Codable, CaseIterable {
  case platform
  case ownKey = "own_key"
}
