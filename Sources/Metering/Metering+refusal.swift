import Core
import CreditLedger
import Logging
import Storage

extension Metering {
  /// Counts a task that was refused before anything was sent or held, for the operator's errors by code.
  ///
  /// Under an id of its own, since the same task may be tried again. A repeated id is no error and is not counted.
  func noteRefusal(of request: TaskRequest, _ error: any Error) async {
    guard let error = error as? MeteringError, error.isCountedRefusal else { return }
    let now = clock.now
    do {
      try await stores.usage.recordTask(
        TaskRow(
          id: TaskID(), user: request.user, feature: request.feature, provider: request.provider, model: request.model,
          payer: request.wantedPayer, credits: .zero, status: .refused, errorCode: error.code, durationMs: 0,
          createdAt: now))
    } catch {
      logger.warning("A refusal could not be counted", metadata: ["error": "\(Self.name(of: error))"])
    }
  }
}

extension MeteringError {
  fileprivate var isCountedRefusal: Bool {
    switch self {
    case .insufficientCredits, .keyMissing, .keyExpired, .ownKeyOnly: true
    case .modelUnknown, .duplicate, .keyReused, .holdLost, .tooLong, .shuttingDown, .provider: false
    }
  }
}

extension TaskRequest {
  /// Who was to pay: what the person wanted, where the feature allows it.
  fileprivate var wantedPayer: PayerKind {
    guard FeaturePolicy.acceptsOwnKey(feature), case .on = ownKey else { return .platform }
    return .ownKey
  }
}
