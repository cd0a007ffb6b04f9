package import Core

/// What a key check found.
package struct KeyCheckReport: Sendable, Equatable {
  package var outcome: KeyCheckOutcome
  /// The ids of the models that this key may use, in the provider's order; nil when the provider didn't tell.
  package var models: [String]?
  /// What the provider wrote, for the scrubber; it may echo the key.
  package var detail: UnscrubbedText?
  /// How long the provider asks to wait before the next check.
  package var retryAfter: Duration?
  /// What a limited key may not do, when the provider said it.
  package var restriction: KeyRestriction?
  /// The model that was asked for one token, when that was wanted and got so far.
  package var checkedModel: String?
  /// The provider took the one-token test with this key.
  package var testPassed = false
  /// What the one-token test used, by the provider's own count; nil when there was none, or it got no answer.
  package var testTokens: TokenCounts?

  package init(
    outcome: KeyCheckOutcome, models: [String]? = nil, detail: UnscrubbedText? = nil, retryAfter: Duration? = nil,
    checkedModel: String? = nil, testTokens: TokenCounts? = nil
  ) {
    self.outcome = outcome
    self.models = models
    self.detail = detail
    self.retryAfter = retryAfter
    self.checkedModel = checkedModel
    self.testTokens = testTokens
  }

  /// One sentence that says what was found and what to do next.
  package func sentence(for provider: Provider) -> String {
    outcome.sentence(for: provider, restriction: restriction, retryAfter: retryAfter)
  }
}
