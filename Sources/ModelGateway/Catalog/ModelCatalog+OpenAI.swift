import Core

extension ModelCatalog {
  /// platform.openai.com/docs/pricing: the models that answer chat completions.
  static let openaiModels: [CatalogModel] = [
    .openai("gpt-5-nano", "GPT-5 nano", tier: 1, context: 400_000, output: 128_000, price: (0.05, 0.40), reasons: true),
    .openai("gpt-4.1-nano", "GPT-4.1 nano", tier: 1, context: 1_047_576, output: 32_768, price: (0.10, 0.40)),
    .openai("gpt-4o-mini", "GPT-4o mini", tier: 1, context: 128_000, output: 16_384, price: (0.15, 0.60)),
    .openai("gpt-5-mini", "GPT-5 mini", tier: 2, context: 400_000, output: 128_000, price: (0.25, 2.00), reasons: true),
    .openai("gpt-4.1-mini", "GPT-4.1 mini", tier: 2, context: 1_047_576, output: 32_768, price: (0.40, 1.60)),
    .openai("o4-mini", "o4-mini", tier: 2, context: 200_000, output: 100_000, price: (1.10, 4.40), reasons: true),
    .openai("gpt-5", "GPT-5", tier: 3, context: 400_000, output: 128_000, price: (1.25, 10.00), reasons: true),
    .openai("gpt-5.1", "GPT-5.1", tier: 3, context: 400_000, output: 128_000, price: (1.25, 10.00), reasons: true),
    .openai("gpt-5.2", "GPT-5.2", tier: 3, context: 400_000, output: 128_000, price: (1.75, 14.00), reasons: true),
    .openai("gpt-4.1", "GPT-4.1", tier: 3, context: 1_047_576, output: 32_768, price: (2.00, 8.00)),
    .openai("gpt-4o", "GPT-4o", tier: 3, context: 128_000, output: 16_384, price: (2.50, 10.00)),
    .openai("o3", "o3", tier: 3, context: 200_000, output: 100_000, price: (2.00, 8.00), reasons: true),
    .openai("o1", "o1", tier: 5, context: 200_000, output: 100_000, price: (15.00, 60.00), reasons: true),
  ]
}

extension CatalogModel {
  fileprivate static func openai(
    _ id: String, _ name: String, tier: Int, context: Int, output: Int, price: (Double, Double), reasons: Bool = false
  ) -> CatalogModel {
    CatalogModel(
      provider: .openai, id: id, displayName: name, tier: tier, contextWindow: context, maxOutputTokens: output,
      inputPricePerMillion: price.0, outputPricePerMillion: price.1, isReasoning: reasons)
  }
}
