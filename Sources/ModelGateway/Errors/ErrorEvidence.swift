/// What a provider's error body says, gathered by its wire format for `FailureClassifier`.
struct ErrorEvidence: Sendable, Equatable {
  /// Types, codes, reasons and statuses, in lower case.
  var words: Set<String> = []
  /// The provider's most exact word, as it wrote it.
  var code: String?
  var message = ""
  /// The HTTP status that the body itself names or that its type stands for; for errors inside a stream.
  var impliedStatus: Int?
  var retryAfter: Duration?
  var failedGeneration: String?
  /// A daily quota, or one of zero: waiting doesn't help.
  var isQuotaUsedUp = false
}
