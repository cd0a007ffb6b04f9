import Core
import Foundation

/// `{"error":{code,message,status,details:[…]}}`, in streams possibly inside a list.
struct GeminiError: Decodable, Sendable {
  struct Violation: Decodable, Sendable {
    @Lenient var quotaId: String?
    @Lenient var quotaValue: LooseText?
  }

  struct Detail: Decodable, Sendable {
    /// Of `ErrorInfo`: `API_KEY_INVALID`, `SERVICE_DISABLED`, …
    @Lenient var reason: String?
    /// Of `QuotaFailure`.
    @LenientList var violations: [Violation]?
    /// Of `RetryInfo`, such as `34.07s`.
    @Lenient var retryDelay: String?
  }

  @Lenient var code: Int?
  @Lenient var message: String?
  @Lenient var status: String?
  @LenientList var details: [Detail]?

  static func evidence(in body: Data) -> ErrorEvidence? {
    (try? JSONDecoder().decode(GeminiErrorBody.self, from: body))?.error?.evidence
  }

  var evidence: ErrorEvidence {
    let reasons = details?.compactMap(\.reason) ?? []
    let violations = details?.flatMap { $0.violations ?? [] } ?? []
    let text = message ?? ""
    return ErrorEvidence(
      words: Set((reasons + [status].compactMap(\.self)).map { $0.lowercased() }), code: reasons.first ?? status,
      message: text, impliedStatus: code,
      retryAfter: details?.compactMap(\.retryDelay).compactMap(Self.duration).first,
      isQuotaUsedUp: violations.contains(where: \.isUsedUp) || text.contains(/limit: 0(?![0-9.])/))
  }

  /// Protocol Buffers write durations as seconds with an `s`.
  private static func duration(_ text: String) -> Duration? {
    guard text.hasSuffix("s"), let seconds = Double(text.dropLast()) else { return nil }
    return RetryAfter.duration(ofSeconds: seconds)
  }
}

extension GeminiError.Violation {
  /// A daily quota, or one that is zero for this project: waiting a minute doesn't help.
  fileprivate var isUsedUp: Bool { quotaId?.contains("PerDay") == true || quotaValue?.text == "0" }
}

/// The whole body around the error.
struct GeminiErrorBody: Decodable, Sendable {
  let error: GeminiError?

  private enum CodingKeys: String, CodingKey { case error }

  init(from decoder: any Decoder) throws {
    if var list = try? decoder.unkeyedContainer() {
      var found: GeminiError?
      while found == nil, !list.isAtEnd { found = try list.decode(GeminiErrorBody.self).error }
      error = found
      return
    }
    error = try decoder.container(keyedBy: CodingKeys.self).decodeIfPresent(GeminiError.self, forKey: .error)
  }
}
