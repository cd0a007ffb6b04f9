package import Core

/// What was used on one day (UTC) by feature, provider, model and payer.
package struct UsageLine: Hashable, Sendable {
  /// `2026-11-23`.
  package let day: String
  package let feature: Feature
  /// Provider and model are nil for what costs the same with every model.
  package let provider: Provider?
  package let model: String?
  package let payer: PayerKind
  package let tasks: Int
  package let calls: Int
  package let inputTokens: Int
  package let outputTokens: Int
  package let cachedTokens: Int
  package let reasoningTokens: Int
  /// Calls whose token counts are guesses.
  package let estimatedCalls: Int
  package let credits: Credits
  /// Tasks that ended in an error.
  package let errors: Int
}
