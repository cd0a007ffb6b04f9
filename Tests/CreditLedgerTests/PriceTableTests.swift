import Core
import CreditLedger
import Testing

@Suite struct PriceTableTests {
  @Test(arguments: zip(Tier.allCases, [1, 3, 5, 20, 50] as [Credits]))
  func aQueryCostsWhatTheModelsTierSays(tier: Tier, credits: Credits) {
    #expect(PriceTable.price(for: .chat, tier: tier) == credits)
    #expect(PriceTable.price(for: .api, tier: tier) == credits)
  }

  @Test(arguments: Tier.allCases)
  func platformFeaturesCostTheSameWithEveryModel(tier: Tier) {
    #expect(PriceTable.price(for: .deepAnalysis, tier: tier) == 50)
    #expect(PriceTable.price(for: .codeFix, tier: tier) == 1)
    #expect(PriceTable.price(for: .codeEdit, tier: tier) == 1)
  }

  @Test func onlyChatsAndTheGatewayMayRunOnAnOwnKey() {
    #expect(Feature.allCases.filter(FeaturePolicy.acceptsOwnKey) == [.chat, .api])
  }

  @Test func tiersAreNumberedAndNamed() {
    #expect(Tier.allCases.map(\.rawValue) == [1, 2, 3, 4, 5])
    #expect(Tier.allCases.map(\.displayName) == ["Basic", "Standard", "Premium", "Premium Plus", "Ultimate"])
    #expect(Tier(rawValue: 0) == nil && Tier(rawValue: 6) == nil)
  }
}
