import Core
import ModelGateway
import Testing

@Suite struct ModelCatalogTests {
  private let models = ModelCatalog.standard.models

  @Test func everyModelIsThereOnceWithSensibleFacts() {
    #expect(Set(models.map { "\($0.provider)/\($0.id)" }).count == models.count)
    for model in models {
      #expect((1...5).contains(model.tier))
      #expect(model.maxOutputTokens > 0 && model.maxOutputTokens <= model.contextWindow, "\(model.id)")
      #expect(
        model.inputPricePerMillion > 0 && model.outputPricePerMillion >= model.inputPricePerMillion, "\(model.id)")
    }
  }

  @Test func everyTierAndEveryProviderWithKeysIsThere() {
    #expect(Set(models.map(\.tier)) == [1, 2, 3, 4, 5])
    #expect(Set(models.map(\.provider)) == Set(Provider.acceptingOwnKeys))
  }

  @Test func theTierFollowsFromThePrice() {
    for model in models {
      let tier = [0.30, 2.20, 5, 15].filter { model.blendedPricePerMillion >= $0 }.count + 1
      #expect(model.tier == tier, "\(model.id) costs \(model.blendedPricePerMillion)")
    }
  }

  @Test func modelsAreFoundByProviderAndId() {
    #expect(ModelCatalog.standard.model("gpt-4o", at: .openai)?.displayName == "GPT-4o")
    #expect(ModelCatalog.standard.model("gpt-4o", at: .groq) == nil)
    #expect(ModelCatalog.standard.models(at: .local).isEmpty)
    let more = ModelCatalog.standard.adding([.local(id: "smol"), .local(id: "smol")])
    #expect(more.models(at: .local).map(\.id) == ["smol"])
  }
}
