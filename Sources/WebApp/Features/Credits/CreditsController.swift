import Core
import CreditLedger
import Foundation
import Hummingbird
import Metering
import Storage

/// A person's balance and ledger, and the deduction route for front ends that meter a task themselves.
struct CreditsController: Sendable {
  let ledger: LedgerStore
  let metering: Metering
  let settings: ModelSettingsDesk
  let clock: WallClock

  var endpoints: RouteCollection<LatchkeyRequestContext> {
    let routes = RouteCollection(context: LatchkeyRequestContext.self)
    routes.get("/api/user/credits", use: credits)
    routes.get("/api/user/ledger", use: entries)
    routes.post("/api/user/deduct-credits", use: deduct)
    return routes
  }

  @Sendable private func credits(_ request: Request, context: LatchkeyRequestContext) async throws -> Response {
    let identity = try context.requireIdentity()
    return try await JSONBodyEncoder.response(
      BalanceView(ledger.balance(of: ledger.accountID(of: identity.user.id), now: clock.now)))
  }

  @Sendable private func entries(_ request: Request, context: LatchkeyRequestContext) async throws -> Response {
    let identity = try context.requireIdentity()
    let before = try request.integer("before", in: 1...Int64.max)
    let limit = try Int(request.integer("limit", in: 1...200) ?? 50)
    let account = try await ledger.accountID(of: identity.user.id)
    let entries = try await ledger.entries(of: account, before: before, limit: limit)
    return try JSONBodyEncoder.response(
      EntriesView(
        entries: entries.map(EntryView.init), nextBefore: entries.count == limit ? entries.last?.sequence : nil))
  }

  struct DeductRequest: Decodable, Sendable {
    var feature: String
    /// `id` or `provider/id`; the session's model when it is left out.
    var model: String?
    var idempotencyKey: String
  }

  struct DeductResponse: Encodable, Sendable {
    var deducted: Int64
    var payer: PayerKind
    var remaining: Int64
    var isUnlimited: Bool
  }

  /// The server prices and decides the payer from the session; an amount in the body is not even read (C1).
  @Sendable private func deduct(_ request: Request, context: LatchkeyRequestContext) async throws -> Response {
    let identity = try context.requireIdentity()
    let body = try await request.decode(as: DeductRequest.self, context: context)
    guard let feature = Feature(rawValue: body.feature) else {
      throw RequestError.invalid(
        field: "feature", reason: "it must be one of \(Feature.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    let task = try IdempotencyKey(body.idempotencyKey).taskID(of: identity.user.id, purpose: "deduct")
    let account = try await ledger.accountID(of: identity.user.id)
    // The same wish again gets the same answer, also when the settings or the catalog have changed since (C4).
    if let earlier = try await metering.earlierDeduction(task, feature: feature, model: body.model) {
      return try await response(earlier, account: account)
    }
    let settings = try await settings.settings(of: identity.session)
    let (provider, model) = try modelChoice(body.model, settings: settings)
    let deduction = try await metering.deduct(
      TaskRequest(
        id: task, user: identity.user.id, account: account,
        session: identity.session, feature: feature, provider: provider, model: model,
        ownKey: request.ownKey(for: provider, settings: settings)))
    return try await response(deduction, account: account)
  }

  private func response(_ deduction: Deduction, account: AccountID) async throws -> Response {
    let balance = try await ledger.balance(of: account, now: clock.now)
    return try JSONBodyEncoder.response(
      DeductResponse(
        deducted: deduction.amount.amount, payer: deduction.payer, remaining: balance.available.amount,
        isUnlimited: balance.isUnlimited))
  }

  private func modelChoice(_ text: String?, settings: ModelSettings) throws -> (Provider, String) {
    guard let text else { return (settings.provider, settings.model) }
    if let slash = text.firstIndex(of: "/"), let provider = Provider(rawValue: String(text[..<slash])) {
      return (provider, String(text[text.index(after: slash)...]))
    }
    if (try? metering.model(text, at: settings.provider)) != nil { return (settings.provider, text) }
    // A local server takes any name, so that it has to be named with its model.
    let named = Provider.allCases.filter { $0 != .local }
    guard let provider = named.first(where: { (try? metering.model(text, at: $0)) != nil }) else {
      throw MeteringError.modelUnknown
    }
    return (provider, text)
  }
}
