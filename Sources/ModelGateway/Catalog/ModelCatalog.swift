package import Core

/// The models on offer.
///
/// A model's tier follows from its blended price: below 0.30 dollars 1, below 2.20 2, below 5 3, below 15 4, otherwise
/// 5.
package struct ModelCatalog: Sendable {
  package let models: [CatalogModel]

  package init(models: [CatalogModel]) { self.models = models }

  /// The four providers' models, with list prices of January 2026.
  package static let standard = ModelCatalog(models: openaiModels + anthropicModels + groqModels + geminiModels)

  /// The model with exactly this id; nil when it is not on offer.
  package func model(_ id: String, at provider: Provider) -> CatalogModel? {
    models.first { $0.provider == provider && $0.id == id }
  }

  /// The model with this id, or the one of which this is a dated version (`claude-haiku-4-5-20251001`).
  func model(named name: String, at provider: Provider) -> CatalogModel? {
    models.first { $0.provider == provider && ModelList.isVersion(name, of: $0.id) }
  }

  package func models(at provider: Provider) -> [CatalogModel] {
    models.filter { $0.provider == provider }
  }

  /// The same catalog with more models, such as those of a local server; one with an id that is there already replaces
  /// it.
  package func adding(_ more: [CatalogModel]) -> ModelCatalog {
    more.reduce(into: self) { catalog, model in
      let others = catalog.models.filter { $0.provider != model.provider || $0.id != model.id }
      catalog = ModelCatalog(models: others + [model])
    }
  }
}
