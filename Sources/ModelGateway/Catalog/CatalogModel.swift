package import Core

/// A model that people can choose: facts of its provider's price list and documentation, and the tier that prices it in
/// credits.
package struct CatalogModel: Sendable, Hashable, Codable {
  package var provider: Provider
  /// The provider's own id.
  package var id: String
  package var displayName: String
  /// 1 (Basic) to 5 (Ultimate).
  package var tier: Int
  /// Tokens of question and answer together.
  package var contextWindow: Int
  /// The most tokens of one answer.
  package var maxOutputTokens: Int
  /// US dollars per million tokens in.
  package var inputPricePerMillion: Double
  /// US dollars per million tokens out.
  package var outputPricePerMillion: Double
  package var isReasoning: Bool

  package init(
    provider: Provider, id: String, displayName: String, tier: Int, contextWindow: Int, maxOutputTokens: Int,
    inputPricePerMillion: Double, outputPricePerMillion: Double, isReasoning: Bool = false
  ) {
    self.provider = provider
    self.id = id
    self.displayName = displayName
    self.tier = tier
    self.contextWindow = contextWindow
    self.maxOutputTokens = maxOutputTokens
    self.inputPricePerMillion = inputPricePerMillion
    self.outputPricePerMillion = outputPricePerMillion
    self.isReasoning = isReasoning
  }

  /// A model of the operator's own server: it costs no money by token, and is in the lowest tier.
  package static func local(id: String) -> CatalogModel {
    CatalogModel(
      provider: .local, id: id, displayName: id, tier: 1, contextWindow: 32_768, maxOutputTokens: 8192,
      inputPricePerMillion: 0, outputPricePerMillion: 0)
  }

  /// The price of a million tokens, three in to one out, in US dollars: what the tier is decided by.
  package var blendedPricePerMillion: Double { (3 * inputPricePerMillion + outputPricePerMillion) / 4 }
}
