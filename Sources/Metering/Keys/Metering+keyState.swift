import Core
import ModelGateway
import Storage

extension Metering {
  /// Lets a call speak for the key that made it: the first good one turns "not checked yet" into "valid" (K11), a
  /// refusal marks it.
  /// Provider trouble never changes a key's state (K8).
  func noteKeyState(_ payer: Payer, request: TaskRequest, errorCode: String?) async throws {
    guard case .ownKey(let key) = payer else { return }
    guard let state = Self.keyState(afterCallEndingWith: errorCode) else { return }
    try await stores.keys.setState(
      of: request.session, at: request.provider, generation: key.generation, to: state, checkedAt: clock.now)
  }

  static func keyState(afterCallEndingWith errorCode: String?) -> String? {
    switch errorCode {
    case nil: KeyCheckOutcome.valid.rawValue
    case "provider.invalid_key": KeyCheckOutcome.invalid.rawValue
    case "provider.key_expired": KeyCheckOutcome.expired.rawValue
    case "provider.key_disabled": KeyCheckOutcome.disabled.rawValue
    case "provider.no_credit": KeyCheckOutcome.validNoCredit.rawValue
    case "provider.region_blocked": KeyCheckOutcome.regionBlocked.rawValue
    default: nil
    }
  }
}
