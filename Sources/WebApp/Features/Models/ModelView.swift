import Core
import CreditLedger
import ModelGateway

/// A model of the catalog with its price.
struct ModelView: Encodable, Sendable {
  var provider: String
  var id: String
  var name: String
  var tier: Int
  var tierName: String
  /// Credits per query when the platform pays.
  var credits: Int64
  var contextWindow: Int
  var maxOutputTokens: Int
  var inputUsdPerMillion: Double
  var outputUsdPerMillion: Double
  var isReasoning: Bool
  var acceptsTemperature: Bool
  /// Who may pay for it on this server.
  var payers: [PayerKind]
  /// Whether it can be used now: on credits, or with the key that the session holds.
  var available: Bool
  var servedByOwnKey: Bool

  init(_ model: CatalogModel, credits: Credits, payers: [PayerKind], isAvailable: Bool, servedByOwnKey: Bool) {
    provider = model.provider.rawValue
    id = model.id
    name = model.displayName
    tier = model.tier
    tierName = Tier(rawValue: model.tier)?.displayName ?? ""
    self.credits = credits.amount
    contextWindow = model.contextWindow
    maxOutputTokens = model.maxOutputTokens
    inputUsdPerMillion = model.inputPricePerMillion
    outputUsdPerMillion = model.outputPricePerMillion
    isReasoning = model.isReasoning
    acceptsTemperature = ModelProfile.of(model.id, at: model.provider).acceptsTemperature
    self.payers = payers
    available = isAvailable
    self.servedByOwnKey = servedByOwnKey
  }
}
