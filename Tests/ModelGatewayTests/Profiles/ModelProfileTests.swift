import Core
import ModelGateway
import Testing

@Suite struct ModelProfileTests {
  @Test(arguments: [
    "o1", "o3", "o3-mini", "o4-mini-2025-04-16", "gpt-5", "gpt-5-nano", "gpt-5.2", "gpt-5.1-codex", "GPT-5",
  ])
  func openAIsReasoningModelsTakeNoTemperature(model: String) {
    let profile = ModelProfile.of(model, at: .openai)
    #expect(!profile.acceptsTemperature)
    #expect(profile.usesMaxCompletionTokens)
    #expect(profile.systemRole == .developer)
    #expect(profile.thinkingCountsAsOutput)
  }

  @Test(arguments: ["gpt-4o", "gpt-4.1-mini", "gpt-3.5-turbo", "gpt-5-chat-latest", "chatgpt-4o-latest", "omni-x"])
  func openAIsOtherModelsDo(model: String) {
    let profile = ModelProfile.of(model, at: .openai)
    #expect(profile.acceptsTemperature)
    #expect(!profile.usesMaxCompletionTokens)
    #expect(profile.systemRole == .system)
  }

  @Test func aFineTunedModelIsOfTheFamilyThatItWasMadeFrom() {
    #expect(ModelProfile.of("ft:o4-mini-2025-04-16:somebody::x", at: .openai).isReasoning)
    #expect(!ModelProfile.of("ft:gpt-4o-mini-2024-07-18:somebody:o3:x", at: .openai).isReasoning)
    #expect(ModelProfile.of("ft:gpt-4o-mini-2024-07-18:somebody::x", at: .openai).highestMaxTokens == 16_384)
  }

  @Test func theFirstReasoningModelsKnowNoSystemText() {
    #expect(ModelProfile.of("o1-mini", at: .openai).systemRole == .user)
    #expect(ModelProfile.of("o1-preview-2024-09-12", at: .openai).systemRole == .user)
  }

  @Test(arguments: [
    ("claude-3-haiku-20240307", true, 4096), ("claude-3-opus-latest", true, 4096), ("claude-2.1", true, 4096),
    ("claude-3-5-haiku-20241022", true, 8192), ("claude-3-7-sonnet-latest", true, 8192),
    ("claude-sonnet-4-20250514", true, 8192), ("claude-haiku-4-5", true, 8192), ("claude-opus-4-6", true, 8192),
    ("claude-opus-4-7", false, 16_384), ("claude-opus-4-8-20260601", false, 16_384), ("claude-sonnet-5", false, 16_384),
    ("claude-something-new", false, 16_384),
  ])
  func anthropicsNewestModelsTakeNoTemperatureAndAllNeedALimit(model: String, takes: Bool, limit: Int) {
    let profile = ModelProfile.of(model, at: .anthropic)
    #expect(profile.acceptsTemperature == takes)
    #expect(profile.highestTemperature == 1)
    #expect(profile.defaultMaxTokens == limit)
  }

  @Test func geminisThoughtsArePaidFromTheLimit() {
    #expect(!ModelProfile.of("gemini-2.0-flash", at: .gemini).thinkingCountsAsOutput)
    #expect(!ModelProfile.of("gemini-2.5-flash-lite", at: .gemini).thinkingCountsAsOutput)
    #expect(ModelProfile.of("models/gemini-2.5-pro", at: .gemini).thinkingCountsAsOutput)
    #expect(ModelProfile.of("gemini-3-pro-preview", at: .gemini).needsThoughtSignature)
    #expect(ModelProfile.of("gemini-3.1-pro", at: .gemini).isReasoning)
  }

  @Test func theCatalogAgreesWithTheProfiles() {
    for model in ModelCatalog.standard.models {
      #expect(model.isReasoning == ModelProfile.of(model.id, at: model.provider).isReasoning, "\(model.id)")
    }
  }
}
