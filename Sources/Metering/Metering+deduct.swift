package import Core
import CreditLedger
import Storage

extension Metering {
  /// A charge for a front end that meters a task itself: the server prices it and decides the payer, in one
  /// transaction.
  ///
  /// Under own key nothing is charged. The same `task` charges once, however often it comes (C4).
  package func deduct(_ request: TaskRequest) async throws -> Deduction {
    let model = try model(request.model, at: request.provider)
    let payer = try await payer(for: request)
    defer { payer.wipe() }
    guard payer.kind == .platform else { return Deduction(amount: .zero, payer: .ownKey) }
    let price = price(of: request.feature, model: model)
    let now = clock.now
    let outcome = try await stores.ledger.deduct(
      HoldRequest(
        task: request.id, account: request.account, amount: price, feature: request.feature, model: request.model,
        idempotencyKey: nil, expiresAt: now + settings.holdDuration, now: now))
    switch outcome {
    case .held(let hold), .existing(let hold): return Deduction(amount: hold.amount, payer: .platform)
    case .conflict: throw MeteringError.duplicate(request.id)
    case .insufficient(let required, let available):
      throw MeteringError.insufficientCredits(required: required, remaining: available)
    }
  }
}

/// What a deduction charged, and to whom.
package struct Deduction: Sendable, Equatable {
  package let amount: Credits
  package let payer: PayerKind
}
