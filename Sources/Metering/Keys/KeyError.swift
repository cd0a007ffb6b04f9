package import Core
import ModelGateway

/// Why a key was not saved. The settings before it stay in force (K1).
package enum KeyError: AppError {
  /// The provider refuses the key, or it can't be a key at all.
  case refused(KeyVerdict)
  /// The provider can't be asked now; the person may keep the key unchecked (K11).
  case notChecked(KeyVerdict)
  case tooManyChecks(retryAfter: Duration)
  /// `local` belongs to the operator.
  case providerTakesNoKeys(Provider)

  package var code: String {
    switch self {
    case .refused(let verdict), .notChecked(let verdict): "key.\(verdict.outcome.rawValue)"
    case .tooManyChecks: "key.too_many_checks"
    case .providerTakesNoKeys: "provider.no_own_keys"
    }
  }

  package var kind: ErrorKind {
    switch self {
    case .refused, .providerTakesNoKeys: .invalidInput
    case .notChecked: .unavailable
    case .tooManyChecks: .rateLimited
    }
  }

  package var message: String {
    switch self {
    case .refused(let verdict), .notChecked(let verdict): verdict.sentence
    case .tooManyChecks(let wait):
      "Too many keys were checked in a short time; please wait \(max(wait.inWholeSecondsRoundedUp, 1)) s and try again."
    case .providerTakesNoKeys(let provider): "\(provider.displayName) is run by the operator and takes no keys."
    }
  }

  package var helpURL: String? {
    switch self {
    case .refused(let verdict), .notChecked(let verdict): verdict.helpURL
    case .tooManyChecks, .providerTakesNoKeys: nil
    }
  }

  package var details: [String: JSONValue] {
    switch self {
    case .refused(let verdict), .notChecked(let verdict): details(of: verdict)
    case .tooManyChecks(let wait): ["retry_after": .int(max(wait.inWholeSecondsRoundedUp, 1))]
    case .providerTakesNoKeys: [:]
    }
  }

  private func details(of verdict: KeyVerdict) -> [String: JSONValue] {
    var details: [String: JSONValue] = [
      "outcome": .string(verdict.outcome.rawValue), "provider": .string(verdict.provider.rawValue),
      "may_keep_unchecked": .bool(verdict.outcome.keepsKey == .mayKeepUnchecked),
    ]
    if let text = verdict.detail { details["provider_message"] = .string(text) }
    return details
  }
}
