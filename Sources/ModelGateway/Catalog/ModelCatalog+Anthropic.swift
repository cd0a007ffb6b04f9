import Core

extension ModelCatalog {
  /// docs.anthropic.com, models overview and pricing.
  static let anthropicModels: [CatalogModel] = [
    .anthropic("claude-haiku-4-5", "Claude Haiku 4.5", tier: 2, output: 64_000, price: (1.00, 5.00)),
    .anthropic("claude-sonnet-4-5", "Claude Sonnet 4.5", tier: 4, output: 64_000, price: (3.00, 15.00)),
    .anthropic("claude-sonnet-4-6", "Claude Sonnet 4.6", tier: 4, output: 64_000, price: (3.00, 15.00)),
    .anthropic("claude-opus-4-5", "Claude Opus 4.5", tier: 4, output: 64_000, price: (5.00, 25.00)),
    .anthropic("claude-opus-4-6", "Claude Opus 4.6", tier: 4, output: 128_000, price: (5.00, 25.00)),
    .anthropic("claude-opus-4-1", "Claude Opus 4.1", tier: 5, output: 32_000, price: (15.00, 75.00)),
  ]
}

extension CatalogModel {
  /// All of them read 200,000 tokens and can think.
  fileprivate static func anthropic(
    _ id: String, _ name: String, tier: Int, output: Int, price: (Double, Double)
  ) -> CatalogModel {
    CatalogModel(
      provider: .anthropic, id: id, displayName: name, tier: tier, contextWindow: 200_000, maxOutputTokens: output,
      inputPricePerMillion: price.0, outputPricePerMillion: price.1, isReasoning: true)
  }
}
