extension KeyCheckOutcome {
  /// What an error says about the key that it was met with. Only the provider's own word makes a key invalid.
  package init(_ error: ProviderError) {
    switch error {
    case .invalidKey: self = .invalid
    case .keyExpired: self = .expired
    case .keyDisabled: self = .disabled
    case .missingPermission: self = .validLimited
    case .noCredit: self = .validNoCredit
    case .rateLimited: self = .rateLimited
    case .modelUnavailable: self = .validModelUnavailable
    case .regionBlocked: self = .regionBlocked
    // The provider read the request with this key, and refused something else.
    case .invalidRequest, .contentRefused: self = .valid
    // Groq says so when one request is over the limit of tokens per minute.
    case .requestTooLarge(let failure): self = failure.providerCode == "rate_limit_exceeded" ? .rateLimited : .valid
    case .overloaded, .unavailable, .malformedAnswer, .answerTooLarge, .interrupted: self = .providerUnavailable
    case .unreachable, .timeout, .cancelled: self = .unreachable
    }
  }
}
