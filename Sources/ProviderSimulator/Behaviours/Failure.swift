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
