import Core
import CreditLedger
import Hummingbird
import Metering
import ModelGateway
import Storage

/// `GET /api/models`: the catalog and the local server's models with prices, who can pay for what, and how to get a key.
struct ModelsController: Sendable {
  let catalog: ModelCatalog
  let metering: Metering
  let keyDesk: KeyDesk

  var endpoints: RouteCollection<LatchkeyRequestContext> {
    let routes = RouteCollection(context: LatchkeyRequestContext.self)
    routes.get("/api/models", use: list)
    return routes
  }

  struct ListView: Encodable, Sendable {
    var models: [ModelView]
    var providers: [ProviderView]
    /// Prices of the features that always cost the same, in credits.
    var features: [String: Int64]
  }

  @Sendable private func list(_ request: Request, context: LatchkeyRequestContext) async throws -> Response {
    var keys: [SessionKey] = []
    if let identity = context.identity { keys = try await keyDesk.keys(of: identity.session) }
    let models = catalog.adding(await metering.localModels()).models
    return try JSONBodyEncoder.response(
      ListView(
        models: models.map { model in view(of: model, key: keys.first { $0.provider == model.provider }) },
        providers: Provider.allCases.filter { $0.acceptsOwnKey || metering.offersOnCredits($0) }.map { provider in
          ProviderView(provider, isOnPlatform: metering.offersOnCredits(provider))
        },
        features: Dictionary(
          uniqueKeysWithValues: [Feature.deepAnalysis, .codeFix, .codeEdit].map {
            ($0.rawValue, PriceTable.price(for: $0, tier: .basic).amount)
          })))
  }

  private func view(of model: CatalogModel, key: SessionKey?) -> ModelView {
    var payers: [PayerKind] = []
    if metering.offersOnCredits(model.provider) { payers.append(.platform) }
    if model.provider.acceptsOwnKey { payers.append(.ownKey) }
    // A key whose provider told its models serves only these; one that told nothing is believed to serve all.
    let servedByKey = key?.models.map { $0.contains(model.id) } ?? (key != nil)
    return ModelView(
      model, credits: metering.price(of: .chat, model: model), payers: payers,
      isAvailable: payers.contains(.platform) || servedByKey, servedByOwnKey: servedByKey)
  }
}
