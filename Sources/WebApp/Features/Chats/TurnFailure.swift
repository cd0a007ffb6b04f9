import Core

/// An error of a chat turn with what the page offers next: under an own key, the price of sending the same on credits
/// (K4).
struct TurnFailure: AppError {
  let underlying: any AppError
  /// In credits; nil when credits are no way out.
  let priceOnCredits: Credits?

  var code: String { underlying.code }
  var kind: ErrorKind { underlying.kind }
  var message: String { underlying.message }
  var isRetryable: Bool { underlying.isRetryable }
  var helpURL: String? { underlying.helpURL }

  var details: [String: JSONValue] {
    var details = underlying.details
    details["price_on_credits"] = priceOnCredits.map { .int($0.amount) }
    return details
  }
}

/// What went wrong when nobody foresaw it; the log knows more.
struct UnexpectedFailure: AppError {
  var code: String { "internal.error" }
  var kind: ErrorKind { .internal }
  var message: String { "Something went wrong on the server; nothing was charged, please try again." }
}
