import Core
import ModelGateway
import Storage

extension Metering {
  /// Lets a call speak for the key that made it: the first good one turns "not checked yet" into "valid" (K11), a
  /// refusal marks it.
  /// Provider trouble never changes a key's state (K8).
  func noteKeyState(_ payer: Payer, request: TaskRequest, status: UsageStatus, errorCode: String?) async throws {
    guard case .ownKey(let key) = payer else { return }
    guard let state = Self.keyState(afterCallEnding: status, errorCode: errorCode) else { return }
    try await stores.keys.setState(
      of: request.session, at: request.provider, generation: key.generation, to: state, checkedAt: clock.now)
  }

  /// The state that a call's end proves; nil when it proves nothing, as when it was stopped.
  static func keyState(afterCallEnding status: UsageStatus, errorCode: String?) -> String? {
    guard status == .error else { return status == .ok ? KeyCheckOutcome.valid.rawValue : nil }
    return switch errorCode {
    case "provider.invalid_key": KeyCheckOutcome.invalid.rawValue
    case "provider.key_expired": KeyCheckOutcome.expired.rawValue
    case "provider.key_disabled": KeyCheckOutcome.disabled.rawValue
    case "provider.no_credit": KeyCheckOutcome.validNoCredit.rawValue
    case "provider.region_blocked": KeyCheckOutcome.regionBlocked.rawValue
    default: nil
    }
  }
}
