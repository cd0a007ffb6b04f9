import Core

/// When a call is made once more: only before the first byte of a good answer, and only where the refusal says that it
/// is safe or the request never left.
package struct RetryPolicy: Sendable, Hashable {
  /// How often a call may be repeated.
  package var retries: Int
  /// The wait before the first repetition; it doubles with each further one.
  package var firstDelay: Duration
  /// The longest wait; a provider that asks for a longer one gets no repetition.
  package var longestDelay: Duration
  /// The part of our own delay that is left to chance, 0 to 1, so that many callers don't return at once.
  package var jitter: Double

  package init(
    retries: Int = 1, firstDelay: Duration = .milliseconds(500), longestDelay: Duration = .seconds(5),
    jitter: Double = 0.25
  ) {
    self.retries = retries
    self.firstDelay = firstDelay
    self.longestDelay = longestDelay
    self.jitter = jitter
  }

  /// How long to wait before the call is repeated; nil when it must not be.
  ///
  /// - Parameters:
  ///   - attempt: how many repetitions there were already
  ///   - chance: 0 to 1, from the caller's source of randomness
  package func delay(after error: ProviderError, advice: RetryAdvice, attempt: Int, chance: Double) -> Duration? {
    guard attempt < retries, advice != .never, advice == .wanted || isSafe(error) else { return nil }
    if let asked = error.retryAfter {
      return asked <= longestDelay ? max(asked, .zero) : nil
    }
    let doubled = firstDelay * (1 << min(attempt, 16))
    return min(doubled * (1 - jitter * chance), longestDelay)
  }

  private func isSafe(_ error: ProviderError) -> Bool {
    switch error {
    case .overloaded, .unreachable: true
    // Without a wait that the provider named, the limit would only be hit again.
    case .rateLimited: error.retryAfter != nil
    case .timeout(.connect, _): true
    case .timeout, .invalidKey, .keyExpired, .keyDisabled, .missingPermission, .noCredit, .modelUnavailable,
      .regionBlocked, .requestTooLarge, .invalidRequest, .contentRefused, .unavailable, .malformedAnswer,
      .answerTooLarge, .interrupted, .cancelled:
      false
    }
  }
}

/// What is known about repeating a request beside its error.
package enum RetryAdvice: Sendable, Hashable {
  case unsaid
  /// The provider says that it is safe (`x-should-retry: true`).
  case wanted
  /// The provider says that it is not, or the request was sent and nobody knows what became of it: it may have been
  /// answered and billed.
  case never

  /// - Parameter header: the header `x-should-retry`
  init(header: String?) {
    switch header?.lowercased() {
    case "true": self = .wanted
    case "false": self = .never
    default: self = .unsaid
    }
  }
}
