import Core
import ModelGateway
import Testing

@Suite struct ProviderEndpointTests {
  @Test func theUsualNamesOverrideTheDefaults() {
    let endpoints = ProviderEndpoint.named(in: [
      "OPENAI_BASE_URL": "http://127.0.0.1:1/v1/", "GROQ_BASE_URL": "", "LOCAL_BASE_URL": "http://127.0.0.1:2/v1",
    ])
    #expect(endpoints[.openai]?.baseURL == "http://127.0.0.1:1/v1")
    #expect(endpoints[.groq] == ProviderEndpoint.defaults[.groq])
    #expect(endpoints[.local]?.baseURL == "http://127.0.0.1:2/v1")
    #expect(ProviderEndpoint.named(in: [:])[.local] == nil)
  }

  @Test func theDefaultsAreTheProvidersOwn() throws {
    for provider in Provider.acceptingOwnKeys {
      let request = try WireReport.encode(.asking(), provider: provider, model: "m")
      #expect(request["url"]?.stringValue?.hasPrefix("https://") == true)
      #expect(request["url"]?.stringValue?.hasSuffix(request["path"]?.stringValue ?? "?") == true)
    }
  }

  @Test func theAddressThatIsShownIsTheConfiguredOne() throws {
    let endpoints = ProviderEndpoint.named(in: ["ANTHROPIC_BASE_URL": "http://127.0.0.1:1/"])
    let request = try WireReport.encode(.asking(), provider: .anthropic, model: "m", endpoints: endpoints)
    #expect(request["url"] == "http://127.0.0.1:1/v1/messages")
    let local = try WireReport.encode(.asking(), provider: .local, model: "m", endpoints: endpoints)
    #expect(local["url"] == nil)
  }

  @Test(arguments: Provider.allCases)
  func everyProviderHasWordsForPeople(provider: Provider) {
    let facts = ProviderFacts.of(provider)
    #expect(!facts.keySteps.isEmpty)
    #expect(facts.keySteps.allSatisfy { $0.hasSuffix(".") })
    #expect(!provider.acceptsOwnKey || facts.keyURL != nil)
  }
}
