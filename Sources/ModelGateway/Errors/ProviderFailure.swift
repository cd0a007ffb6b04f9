package import Core

/// What is known about a failed call, beside its case of `ProviderError`.
package struct ProviderFailure: Sendable, Hashable {
  package var provider: Provider
  /// The HTTP status; nil when there was no answer, or when the error came inside a stream.
  package var status: Int?
  /// The provider's own word for the error, such as `tool_use_failed`: letters and underscores only, so never a key.
  package var providerCode: String?
  /// How long the provider asks to wait.
  package var retryAfter: Duration?
  /// What the provider wrote, or the library below said; it may echo a key.
  package var text: UnscrubbedText?
  /// What a model wrote that could not be read as a tool call (Groq's `failed_generation`).
  package var failedGeneration: UnscrubbedText?

  package init(
    provider: Provider, status: Int? = nil, providerCode: String? = nil, retryAfter: Duration? = nil,
    text: UnscrubbedText? = nil, failedGeneration: UnscrubbedText? = nil
  ) {
    self.provider = provider
    self.status = status
    self.providerCode = providerCode.flatMap(Self.safeCode)
    self.retryAfter = retryAfter
    self.text = text
    self.failedGeneration = failedGeneration
  }

  /// The word itself if it can't be a key: up to 60 letters and underscores, all lower or all upper case.
  private static func safeCode(_ word: String) -> String? {
    guard (1...60).contains(word.utf8.count) else { return nil }
    let isLower = word.utf8.allSatisfy { (0x61...0x7a).contains($0) || $0 == 0x5f }
    let isUpper = word.utf8.allSatisfy { (0x41...0x5a).contains($0) || $0 == 0x5f }
    return isLower || isUpper ? word : nil
  }
}
