import Core

extension ModelCatalog {
  /// console.groq.com/docs/models and groq.com/pricing.
  static let groqModels: [CatalogModel] = [
    .groq("llama-3.1-8b-instant", "Llama 3.1 8B", tier: 1, output: 131_072, price: (0.05, 0.08)),
    .groq("openai/gpt-oss-20b", "GPT-OSS 20B", tier: 1, output: 65_536, price: (0.075, 0.30), reasons: true),
    .groq("openai/gpt-oss-120b", "GPT-OSS 120B", tier: 1, output: 65_536, price: (0.15, 0.60), reasons: true),
    .groq("meta-llama/llama-4-scout-17b-16e-instruct", "Llama 4 Scout", tier: 1, output: 8192, price: (0.11, 0.34)),
    .groq("qwen/qwen3-32b", "Qwen 3 32B", tier: 2, output: 40_960, price: (0.29, 0.59), reasons: true),
    .groq("llama-3.3-70b-versatile", "Llama 3.3 70B", tier: 2, output: 32_768, price: (0.59, 0.79)),
  ]
}

extension CatalogModel {
  /// All of them read 131,072 tokens.
  fileprivate static func groq(
    _ id: String, _ name: String, tier: Int, output: Int, price: (Double, Double), reasons: Bool = false
  ) -> CatalogModel {
    CatalogModel(
      provider: .groq, id: id, displayName: name, tier: tier, contextWindow: 131_072, maxOutputTokens: output,
      inputPricePerMillion: price.0, outputPricePerMillion: price.1, isReasoning: reasons)
  }
}
