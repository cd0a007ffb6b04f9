package import Core

/// The one place that knows what a task costs on credits. The server prices; no amount from a client is believed.
package enum PriceTable {
  /// The price of one task: the model's tier decides for chats and the gateway, platform features have a price of their
  /// own.
  package static func price(for feature: Feature, tier: Tier) -> Credits {
    fixedPrice(of: feature) ?? tier.credits
  }

  /// The price of a feature that costs the same with every model; nil when the model's tier decides.
  package static func fixedPrice(of feature: Feature) -> Credits? {
    switch feature {
    case .chat, .api: nil
    case .deepAnalysis: 50
    case .codeFix, .codeEdit: 1
    }
  }
}
