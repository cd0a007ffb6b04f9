package import Core
package import Hummingbird

/// The body of every error outside `/v1`: a stable code, a sentence for people, perhaps a page that helps and facts for
/// programs.
package struct ErrorBody: Encodable, Sendable {
  package struct Failure: Encodable, Sendable {
    package let code: String
    package let message: String
    package let helpURL: String?
    package let details: [String: JSONValue]?
  }

  package let error: Failure

  package init(_ error: any AppError) {
    self.error = Failure(
      code: error.code, message: error.message, helpURL: error.helpURL,
      details: error.details.isEmpty ? nil : error.details)
  }

  /// The answer to a request that ended in `error`, with the status of its kind and `Retry-After` where the error knows
  /// it.
  package static func response(for error: any AppError) throws -> Response {
    let special = error as? any HTTPStatusError
    var headers = special?.headers ?? [:]
    if let seconds = error.details["retry_after"]?.intValue { headers[.retryAfter] = String(seconds) }
    return try JSONBodyEncoder.response(
      ErrorBody(error), status: special?.status ?? error.kind.status, headers: headers)
  }
}
