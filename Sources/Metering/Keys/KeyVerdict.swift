package import Core
import KeySealing
package import ModelGateway

/// What a key check found, as people may see it.
package struct KeyVerdict: Sendable {
  package let provider: Provider
  package let outcome: KeyCheckOutcome
  /// One sentence that says what it means and what to do next.
  package let sentence: String
  package let helpURL: String?
  package let hint: KeyHint
  /// The models that the key may use, when the provider said; nil otherwise.
  package let models: [String]?
  /// What the provider said, scrubbed of the key.
  package let detail: String?
  /// When another check makes sense, for `rate_limited`.
  package let retryAfter: Duration?

  init(_ report: KeyCheckReport, key: Secret, provider: Provider) {
    self.provider = provider
    outcome = report.outcome
    sentence = report.sentence(for: provider)
    helpURL = report.outcome.helpURL(for: provider)
    hint = KeyHint(of: key)
    models = report.models
    detail = report.detail.map { Scrubber(secrets: [key]).scrub($0) }
    retryAfter = report.retryAfter
  }
}
