/// What went wrong, before a wire gives it its provider's words.
enum Failure: Sendable, Hashable {
  case missingKey, invalidKey, expiredKey, disabledKey, leakedKey, missingScope
  case noCredit, billingOff, rateLimited, regionBlocked
  case overloaded, internalError, requestTooLarge, modelNotFound
  /// An error that repeats the whole key.
  case keyEchoed
  /// A page of HTML from somewhere between here and the provider.
  case htmlPage
  /// A request that the provider doesn't understand; the text says why.
  case badRequest(BadRequest)
  case unknownRoute
  case rare(RareFailure)
}

/// Failures that not all providers have; one that lacks it answers with the nearest that it has.
enum RareFailure: Sendable, Hashable {
  /// Groq's flex tier is full.
  case capacityExceeded
  /// The model wrote a tool call that can't be read.
  case toolUseFailed
  /// A limit that the account's owner set for spending, or for use.
  case spendLimit, usageLimit
  case timedOut
  /// The model exists, but not for this project.
  case modelForbidden
  /// A genuine key without the scope, told with the status of a wrong key.
  case unscoped
  /// The project has not switched the API on.
  case serviceDisabled

  var nearest: Failure {
    switch self {
    case .capacityExceeded: .overloaded
    case .toolUseFailed: .badRequest(BadRequest("The model produced a tool call that could not be parsed."))
    case .spendLimit, .usageLimit: .noCredit
    case .timedOut: .internalError
    case .modelForbidden: .modelNotFound
    case .unscoped, .serviceDisabled: .missingScope
    }
  }
}

/// A request that breaks the provider's rules.
struct BadRequest: Error, Sendable, Hashable {
  var message: String
  /// The field at fault, where the provider names it.
  var parameter: String?
  var code: String?

  init(_ message: String, parameter: String? = nil, code: String? = nil) {
    self.message = message
    self.parameter = parameter
    self.code = code
  }
}

/// What a failure's words may mention.
struct FailureContext: Sendable {
  var key: String
  var model: String
  var endpoint: WireEndpoint
  var requestID: String
  var retryAfterSeconds: Int
}
