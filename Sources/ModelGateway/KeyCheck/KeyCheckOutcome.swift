package import Core

/// How a key check ends: exactly one of these, whose raw values are stable codes.
package enum KeyCheckOutcome: String, Sendable, Codable, Hashable, CaseIterable {
  case valid
  case validModelUnavailable = "valid_model_unavailable"
  case validNoCredit = "valid_no_credit"
  case validLimited = "valid_limited"
  case rateLimited = "rate_limited"
  case malformed, invalid, expired, disabled
  case regionBlocked = "region_blocked"
  case providerUnavailable = "provider_unavailable"
  case unreachable

  /// Whether the provider recognised the key.
  package var isGenuine: Bool {
    switch self {
    case .valid, .validModelUnavailable, .validNoCredit, .validLimited, .rateLimited: true
    case .malformed, .invalid, .expired, .disabled, .regionBlocked, .providerUnavailable, .unreachable: false
    }
  }

  /// What may be done with the key.
  package var keepsKey: KeyRetention {
    switch self {
    case .valid, .validModelUnavailable, .validNoCredit, .validLimited: .keep
    case .rateLimited: .keepUnchecked
    case .providerUnavailable, .unreachable: .mayKeepUnchecked
    case .malformed, .invalid, .expired, .disabled, .regionBlocked: .refuse
    }
  }

  /// A page that helps with this outcome at this provider, when there is one.
  package func helpURL(for provider: Provider) -> String? {
    let facts = ProviderFacts.of(provider)
    return switch self {
    case .valid: nil
    case .validModelUnavailable: facts.modelsURL
    case .validNoCredit: facts.billingURL
    case .rateLimited: facts.limitsURL
    case .validLimited, .malformed, .invalid, .expired, .disabled: facts.keyURL
    case .regionBlocked: facts.regionsURL
    case .providerUnavailable, .unreachable: facts.statusURL
    }
  }
}

/// What may be done with a key after its check.
package enum KeyRetention: Sendable, Hashable {
  case keep
  /// Kept; whether it works shows with the first call.
  case keepUnchecked
  /// Kept only if the person says so.
  case mayKeepUnchecked
  case refuse
}
