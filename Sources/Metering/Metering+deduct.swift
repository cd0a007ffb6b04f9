package import Core
import CreditLedger
import Storage

extension Metering {
  /// What an earlier deduction with this id did, whatever has changed since; nil when there was none.
  ///
  /// `model` is what the client named, as `id` or `provider/id`; nil compares only the feature. Throws `keyReused` when
  /// the id belongs to another wish.
  package func earlierDeduction(_ id: TaskID, feature: Feature, model: String?) async throws -> Deduction? {
    try await stores.usage.task(id).map { try Deduction($0, feature: feature, model: model) }
  }

  /// A charge for a front end that meters a task itself: the server prices it and decides the payer, in one
  /// transaction.
  ///
  /// Under own key nothing is charged. The same id charges once, however often it comes (C4): its record decides.
  package func deduct(_ request: TaskRequest) async throws -> Deduction {
    do {
      return try await charge(request)
    } catch {
      await noteRefusal(of: request, error)
      throw error
    }
  }

  private func charge(_ request: TaskRequest) async throws -> Deduction {
    let fixedPrice = PriceTable.fixedPrice(of: request.feature)
    let (payer, price) = try await payerAndPrice(of: request, fixedPrice: fixedPrice)
    // What costs the same with every model names none, so that another choice of model is no other wish.
    let model = fixedPrice == nil ? request.model : nil
    let now = clock.now
    let wish = HoldRequest(
      task: request.id, account: request.account, amount: price, feature: request.feature, model: model,
      expiresAt: now + settings.holdDuration, now: now)
    if payer == .platform { try wish.validate() }
    return try await stores.database.write(about: request.account.rawValue) { connection in
      if let earlier = try UsageStore.task(request.id, on: connection) {
        return try Deduction(earlier, feature: request.feature, model: model)
      }
      if payer == .platform, try !Self.charge(wish, on: LedgerTransaction(db: connection, now: now)) {
        // Another server was doing the same between the question above and the charge: now its record can be seen.
        guard let earlier = try UsageStore.task(request.id, on: connection) else {
          throw MeteringError.keyReused(request.id)
        }
        return try Deduction(earlier, feature: request.feature, model: model)
      }
      let charged = payer == .platform ? price : .zero
      try UsageStore.recordTask(
        TaskRow(
          id: request.id, user: request.user, feature: request.feature, provider: model == nil ? nil : request.provider,
          model: model, payer: payer, credits: charged, status: .ok, durationMs: 0, createdAt: now), on: connection)
      return Deduction(amount: charged, payer: payer)
    }
  }

  private func payerAndPrice(of request: TaskRequest, fixedPrice: Credits?) async throws -> (PayerKind, Credits) {
    if let fixedPrice, !FeaturePolicy.acceptsOwnKey(request.feature) { return (.platform, fixedPrice) }
    let model = try model(request.model, at: request.provider)
    let payer = try await payer(for: request)
    defer { payer.wipe() }
    return (payer.kind, price(of: request.feature, model: model))
  }

  /// False when a hold of that id was there already, and nothing was charged.
  private static func charge(_ wish: HoldRequest, on ledger: LedgerTransaction) throws -> Bool {
    switch try ledger.deduct(wish) {
    case .held: return true
    case .existing: return false
    case .conflict: throw MeteringError.keyReused(wish.task)
    case .insufficient(let required, let available):
      throw MeteringError.insufficientCredits(required: required, remaining: available)
    }
  }
}

/// What a deduction charged, and to whom.
package struct Deduction: Sendable, Equatable {
  package let amount: Credits
  package let payer: PayerKind

  package init(amount: Credits, payer: PayerKind) {
    self.amount = amount
    self.payer = payer
  }
}

extension Deduction {
  /// What an earlier deduction did, if it was the same wish.
  fileprivate init(_ row: TaskRow, feature: Feature, model: String?) throws(MeteringError) {
    guard row.feature == feature, Self.isSame(model, as: row) else { throw .keyReused(row.id) }
    self.init(amount: row.credits, payer: row.payer)
  }

  private static func isSame(_ named: String?, as row: TaskRow) -> Bool {
    guard let named, let model = row.model else { return true }
    return named == model || row.provider.map { named == "\($0.rawValue)/\(model)" } == true
  }
}
