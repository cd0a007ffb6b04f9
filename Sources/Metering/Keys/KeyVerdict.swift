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
    let scrubber = Scrubber(secrets: [key])
    models = report.models.map { Self.safe($0, scrubber) }
    detail = report.detail.map { scrubber.scrub($0) }
    retryAfter = report.retryAfter
  }

  /// The most models of one key that are kept, and the longest id of one, in bytes.
  package static let mostModels = 2000
  package static let longestModel = 200

  /// The ids that hold nothing of a key: they are stored and shown, and a provider may write anything into them.
  private static func safe(_ ids: [String], _ scrubber: Scrubber) -> [String] {
    let bounded = ids.filter { (1...longestModel).contains($0.utf8.count) }.prefix(mostModels)
    let all = bounded.joined(separator: "\n")
    // One look at all of them is enough for an honest provider.
    return scrubber.scrub(all) == all ? Array(bounded) : bounded.filter { scrubber.scrub($0) == $0 }
  }
}
