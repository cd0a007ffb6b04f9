import Core
import Foundation

/// `{"type":"error","error":{type,message},"request_id"}`, as a body and as an event.
struct AnthropicError: Decodable, Sendable {
  struct Details: Decodable, Sendable {
    @Lenient var errorCode: String?

    private enum CodingKeys: String, CodingKey { case errorCode = "error_code" }
  }

  @Lenient var type: String?
  @Lenient var message: String?
  @Lenient var details: Details?

  static func evidence(in body: Data) -> ErrorEvidence? {
    (try? JSONDecoder().decode(AnthropicErrorBody.self, from: body))?.evidence
  }

  /// The HTTP status that goes with each type, for errors inside a stream.
  static let statuses: [String: Int] = [
    "invalid_request_error": 400, "authentication_error": 401, "billing_error": 402, "permission_error": 403,
    "not_found_error": 404, "request_too_large": 413, "rate_limit_error": 429, "api_error": 500,
    "timeout_error": 504, "overloaded_error": 529,
  ]
}

/// The whole body around the error; `details` has been seen at both levels.
struct AnthropicErrorBody: Decodable, Sendable {
  @Lenient var error: AnthropicError?
  @Lenient var details: AnthropicError.Details?

  var evidence: ErrorEvidence {
    let code = error?.details?.errorCode ?? details?.errorCode
    let words = [error?.type, code].compactMap { $0?.lowercased() }
    return ErrorEvidence(
      words: Set(words), code: code ?? error?.type, message: error?.message ?? "",
      impliedStatus: error?.type.flatMap { AnthropicError.statuses[$0] })
  }
}
