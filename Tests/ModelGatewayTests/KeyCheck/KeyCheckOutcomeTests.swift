import Core
import ModelGateway
import Testing

@Suite struct KeyCheckOutcomeTests {
  @Test func thereAreTwelveStableCodes() {
    #expect(
      KeyCheckOutcome.allCases.map(\.rawValue) == [
        "valid", "valid_model_unavailable", "valid_no_credit", "valid_limited", "rate_limited", "malformed", "invalid",
        "expired", "disabled", "region_blocked", "provider_unavailable", "unreachable",
      ])
  }

  @Test(arguments: KeyCheckOutcome.allCases)
  func everyOutcomeHasASentenceForEveryProvider(outcome: KeyCheckOutcome) {
    for provider in Provider.allCases {
      let sentence = outcome.sentence(for: provider)
      #expect(sentence.hasSuffix("."))
      #expect(outcome == .malformed || sentence.contains(provider.displayName))
      if provider.acceptsOwnKey, outcome != .valid {
        #expect(outcome.helpURL(for: provider)?.hasPrefix("https://") == true)
      }
    }
  }

  @Test func onlyAnInvalidKeyIsCalledSo() {
    let others = KeyCheckOutcome.allCases.filter { $0 != .invalid }
    #expect(others.allSatisfy { !$0.sentence(for: .openai).contains("doesn't know") })
    #expect(
      KeyCheckOutcome.allCases.filter { $0.keepsKey == .refuse } == [
        .malformed, .invalid, .expired, .disabled, .regionBlocked,
      ])
    #expect(
      KeyCheckOutcome.allCases.filter { $0.keepsKey == .mayKeepUnchecked } == [.providerUnavailable, .unreachable])
    #expect(KeyCheckOutcome.allCases.filter { $0.keepsKey == .keepUnchecked } == [.rateLimited])
  }

  @Test(arguments: [
    ("sk-proj-0123456789", Provider.openai), ("sk-svcacct-01234", .openai), ("sk-0123456789", .openai),
    ("sk-ant-api03-0123", .anthropic), ("gsk_0123456789", .groq), ("AIzaSy0123456789", .gemini),
    ("AQ.Ab0123456789", .gemini),
  ])
  func aBeginningHintsAtAProvider(key: String, provider: Provider) {
    #expect(KeyFormat.looksLike(Secret(key)) == provider)
  }

  @Test func anUnknownBeginningHintsAtNobody() {
    #expect(KeyFormat.looksLike(Secret("whatever-0123456789")) == nil)
    #expect(KeyFormat.looksLike(Secret("")) == nil)
  }
}
