package import Core

extension ProviderError: AppError {
  package var code: String {
    switch self {
    case .invalidKey: "provider.invalid_key"
    case .keyExpired: "provider.key_expired"
    case .keyDisabled: "provider.key_disabled"
    case .missingPermission: "provider.missing_permission"
    case .noCredit: "provider.no_credit"
    case .rateLimited: "provider.rate_limited"
    case .modelUnavailable: "provider.model_unavailable"
    case .regionBlocked: "provider.region_blocked"
    case .requestTooLarge: "provider.request_too_large"
    case .invalidRequest: "provider.invalid_request"
    case .contentRefused: "provider.content_refused"
    case .overloaded: "provider.overloaded"
    case .unavailable: "provider.unavailable"
    case .unreachable: "provider.unreachable"
    case .timeout: "provider.timeout"
    case .malformedAnswer: "provider.malformed_answer"
    case .answerTooLarge: "provider.answer_too_large"
    case .interrupted: "provider.interrupted"
    case .cancelled: "provider.cancelled"
    }
  }

  package var kind: ErrorKind {
    switch self {
    case .invalidKey, .keyExpired, .keyDisabled, .missingPermission, .regionBlocked: .forbidden
    case .noCredit, .malformedAnswer, .answerTooLarge, .interrupted: .upstream
    case .rateLimited: .rateLimited
    case .modelUnavailable: .notFound
    case .requestTooLarge: .tooLarge
    case .invalidRequest, .contentRefused: .invalidInput
    case .overloaded, .unavailable, .unreachable, .timeout: .unavailable
    case .cancelled: .internal
    }
  }

  /// Whether the same request with the same key may succeed later.
  package var isRetryable: Bool {
    switch self {
    case .rateLimited, .overloaded, .unavailable, .unreachable, .timeout, .malformedAnswer, .interrupted: true
    case .invalidKey, .keyExpired, .keyDisabled, .missingPermission, .noCredit, .modelUnavailable, .regionBlocked,
      .requestTooLarge, .invalidRequest, .contentRefused, .answerTooLarge, .cancelled:
      false
    }
  }

  package var helpURL: String? {
    let facts = ProviderFacts.of(failure.provider)
    return switch self {
    case .invalidKey, .keyExpired, .keyDisabled, .missingPermission: facts.keyURL
    case .noCredit: facts.billingURL
    case .rateLimited: facts.limitsURL
    case .modelUnavailable: facts.modelsURL
    case .regionBlocked: facts.regionsURL
    case .overloaded, .unavailable, .unreachable, .timeout: facts.statusURL
    case .requestTooLarge, .invalidRequest, .contentRefused, .malformedAnswer, .answerTooLarge, .interrupted,
      .cancelled:
      nil
    }
  }

  /// `provider`, and where known `status`, `provider_code`, `retry_after` (whole seconds, rounded up) and `phase`.
  package var details: [String: JSONValue] {
    var details: [String: JSONValue] = ["provider": .string(failure.provider.rawValue)]
    if let status = failure.status { details["status"] = .int(Int64(status)) }
    if let code = failure.providerCode { details["provider_code"] = .string(code) }
    if let wait = failure.retryAfter { details["retry_after"] = .int(wait.inWholeSecondsRoundedUp) }
    if case .timeout(let phase, _) = self { details["phase"] = .string(phase.rawValue) }
    return details
  }
}
