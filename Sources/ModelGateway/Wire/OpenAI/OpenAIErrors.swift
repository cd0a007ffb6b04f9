import Core
import Foundation

/// `{"error":{message,type,param,code}}`, as OpenAI, Groq and most compatible servers write it;
/// some write `{"error":"…"}`, `{"message":…}` or `{"detail":…}`.
struct OpenAIError: Decodable, Sendable {
  @Lenient var message: String?
  @Lenient var type: LooseText?
  @Lenient var code: LooseText?
  @Lenient var status: Int?
  @Lenient var statusCode: Int?
  @Lenient var failedGeneration: String?

  private enum CodingKeys: String, CodingKey {
    case message, type, code, status
    case statusCode = "status_code"
    case failedGeneration = "failed_generation"
  }

  init(message: String) {
    self.message = message
    type = nil
    code = nil
    status = nil
    statusCode = nil
    failedGeneration = nil
  }

  /// Whether there is any word about what went wrong.
  var saysAnything: Bool {
    message?.isEmpty == false || [type, code].contains { $0?.text.isEmpty == false } || status != nil
      || statusCode != nil
  }

  static func evidence(in body: Data) -> ErrorEvidence? {
    (try? JSONDecoder().decode(OpenAIErrorBody.self, from: body))?.evidence
  }

  var evidence: ErrorEvidence {
    let words = [type?.text, code?.text].compactMap { $0?.lowercased() }
    // Some servers put the HTTP status where OpenAI has a word.
    let number = [statusCode, status, code.flatMap { Int($0.text) }].compactMap(\.self).first {
      (400...599).contains($0)
    }
    return ErrorEvidence(
      words: Set(words), code: code?.text ?? type?.text, message: message ?? "",
      impliedStatus: number ?? words.compactMap { Self.statuses[$0] }.first, failedGeneration: failedGeneration)
  }

  /// The status that OpenAI and Groq send with an error type, when it comes inside a stream and has none.
  private static let statuses: [String: Int] = [
    "invalid_request_error": 400, "authentication_error": 401, "invalid_api_key": 401, "permission_error": 403,
    "permissions_error": 403, "not_found_error": 404, "model_not_found": 404, "insufficient_quota": 429,
    "rate_limit_exceeded": 429, "rate_limit_error": 429, "tokens": 429, "requests": 429, "server_error": 500,
    "internal_server_error": 500, "api_error": 500, "overloaded_error": 503, "server_is_overloaded": 503,
    "service_unavailable": 503,
  ]
}

/// The member `error`: an object, or at some servers a text.
struct OpenAIErrorMember: Decodable, Sendable {
  let error: OpenAIError

  init(from decoder: any Decoder) throws {
    if let text = try? decoder.singleValueContainer().decode(String.self) {
      error = OpenAIError(message: text)
    } else {
      error = try OpenAIError(from: decoder)
    }
  }
}

/// The whole body around the error.
struct OpenAIErrorBody: Decodable, Sendable {
  let error: OpenAIError

  private enum CodingKeys: String, CodingKey { case error, detail }

  init(from decoder: any Decoder) throws {
    // Some compatible servers wrap the object in a list.
    if var list = try? decoder.unkeyedContainer() {
      self = try list.decode(OpenAIErrorBody.self)
      return
    }
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let member = try? container.decode(OpenAIErrorMember.self, forKey: .error) {
      error = member.error
    } else if let text = try? container.decode(String.self, forKey: .detail) {
      error = OpenAIError(message: text)
    } else {
      error = try OpenAIError(from: decoder)
    }
  }

  var evidence: ErrorEvidence { error.evidence }
}
