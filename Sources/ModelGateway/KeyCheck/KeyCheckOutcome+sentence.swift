package import Core

extension KeyCheckOutcome {
  /// One sentence that says what was found and what to do next.
  ///
  /// - Parameters:
  ///   - restriction: what a limited key may not do, when the provider said it
  ///   - retryAfter: how long the provider asks to wait
  package func sentence(
    for provider: Provider, restriction: KeyRestriction? = nil, retryAfter: Duration? = nil
  ) -> String {
    let name = provider.displayName
    return switch self {
    case .valid: "\(name) accepted this key."
    case .validModelUnavailable:
      "\(name) accepted this key, but doesn't offer it the chosen model: choose another model."
    case .validNoCredit:
      "\(name) accepted this key, but its account has no credit or quota: add credit before you use it."
    case .validLimited:
      "\(name) accepted this key, but "
        + (restriction?.words ?? "it is restricted: give it the missing permission if a model refuses it.")
    case .rateLimited:
      "\(name) is limiting requests with this key at the moment\(Self.advice(after: retryAfter)): it is kept, and "
        + "checked again with its first use."
    case .malformed: "This can't be a key: paste it again without spaces or line breaks, 8 to 512 plain characters."
    case .invalid: "\(name) doesn't know this key: check that it was copied whole and not revoked, or make a new one."
    case .expired: "\(name) says that this key has expired: make a new one."
    case .disabled:
      "\(name) has disabled this key or its organisation, for instance because it leaked: make a new one, or ask \(name)."
    case .regionBlocked:
      "\(name) doesn't serve the region or network of this server, so that the key can't be used here."
    case .providerUnavailable:
      "\(name) is in trouble at the moment and could not check the key: try again, or keep it as not checked yet."
    case .unreachable: "\(name) could not be reached to check the key: try again, or keep it as not checked yet."
    }
  }

  private static func advice(after wait: Duration?) -> String {
    guard let wait else { return "" }
    let seconds = max(wait.inWholeSecondsRoundedUp, 1)
    return seconds == 1 ? ", try again in 1 second" : ", try again in \(seconds) seconds"
  }
}
