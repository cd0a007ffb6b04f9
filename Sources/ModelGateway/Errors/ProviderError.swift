/// Why a call to a provider failed: a closed list, the same for all providers.
///
/// What to do about a case is in `message`; what the provider itself wrote is only in the failure's `UnscrubbedText`.
package enum ProviderError: Error, Sendable, Equatable {
  case invalidKey(ProviderFailure)
  case keyExpired(ProviderFailure)
  /// The key was leaked, or its project or organisation is suspended.
  case keyDisabled(ProviderFailure)
  /// The key is genuine, but may not do this.
  case missingPermission(ProviderFailure)
  /// The key's account has no credit or quota left.
  case noCredit(ProviderFailure)
  case rateLimited(ProviderFailure)
  /// The model doesn't exist, or the key has no access to it.
  case modelUnavailable(ProviderFailure)
  case regionBlocked(ProviderFailure)
  /// More than the model's context window, or than one request may hold.
  case requestTooLarge(ProviderFailure)
  case invalidRequest(ProviderFailure)
  /// The provider's filter refused the question or the answer.
  case contentRefused(ProviderFailure)
  /// The provider says that it has no capacity now.
  case overloaded(ProviderFailure)
  /// The provider is in trouble of its own.
  case unavailable(ProviderFailure)
  /// No answer at all: name not found, connection refused or reset, TLS failed.
  case unreachable(ProviderFailure)
  case timeout(TimeoutPhase, ProviderFailure)
  /// An answer that is not what the provider's documentation describes.
  case malformedAnswer(ProviderFailure)
  /// An answer that is longer than this server accepts.
  case answerTooLarge(ProviderFailure)
  /// A stream that ended before its end marker.
  case interrupted(ProviderFailure)
  /// The caller's task was cancelled.
  case cancelled(ProviderFailure)

  package var failure: ProviderFailure {
    switch self {
    case .invalidKey(let failure), .keyExpired(let failure), .keyDisabled(let failure),
      .missingPermission(let failure), .noCredit(let failure), .rateLimited(let failure),
      .modelUnavailable(let failure), .regionBlocked(let failure), .requestTooLarge(let failure),
      .invalidRequest(let failure), .contentRefused(let failure), .overloaded(let failure),
      .unavailable(let failure), .unreachable(let failure), .timeout(_, let failure), .malformedAnswer(let failure),
      .answerTooLarge(let failure), .interrupted(let failure), .cancelled(let failure):
      failure
    }
  }

  /// How long the provider asks to wait, when it says so.
  package var retryAfter: Duration? { failure.retryAfter }
}
