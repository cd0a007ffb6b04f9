import Core

extension ModelCatalog {
  /// ai.google.dev, models and pricing; prices are those of prompts up to 200,000 tokens.
  static let geminiModels: [CatalogModel] = [
    .gemini("gemini-2.5-flash-lite", "Gemini 2.5 Flash-Lite", tier: 1, price: (0.10, 0.40), reasons: false),
    .gemini("gemini-2.5-flash", "Gemini 2.5 Flash", tier: 2, price: (0.30, 2.50)),
    .gemini("gemini-3-flash-preview", "Gemini 3 Flash (preview)", tier: 2, price: (0.50, 3.00)),
    .gemini("gemini-2.5-pro", "Gemini 2.5 Pro", tier: 3, price: (1.25, 10.00)),
    .gemini("gemini-3-pro-preview", "Gemini 3 Pro (preview)", tier: 3, price: (2.00, 12.00)),
  ]
}

extension CatalogModel {
  /// All of them read 1,048,576 tokens and write 65,536.
  fileprivate static func gemini(
    _ id: String, _ name: String, tier: Int, price: (Double, Double), reasons: Bool = true
  ) -> CatalogModel {
    CatalogModel(
      provider: .gemini, id: id, displayName: name, tier: tier, contextWindow: 1_048_576, maxOutputTokens: 65_536,
      inputPricePerMillion: price.0, outputPricePerMillion: price.1, isReasoning: reasons)
  }
}
