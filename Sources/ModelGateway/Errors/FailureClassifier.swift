import Core
import Foundation

/// Decides what a provider's error means, in the order that survives all four providers:
/// not JSON, disabled, credit, limits, size and content, scope, model, region, key, the provider's own trouble, the
/// status alone.
///
/// The status alone decides last: 400 is a bad key at Gemini, no credit at Anthropic and a spend limit at Groq.
struct FailureClassifier {
  /// Nil for an error inside a stream whose body names none either.
  private let status: Int?
  private let evidence: ErrorEvidence
  private let text: String
  private let failure: ProviderFailure
  private var provider: Provider { failure.provider }

  /// An answer with an error status, or any other status that is not a good answer's.
  static func error(
    of provider: Provider, status: Int, body: Data, retryAfter: Duration? = nil
  ) -> ProviderError {
    guard let evidence = WireFormat.of(provider).evidence(in: body) ?? anyEvidence(in: body) else {
      return errorWithoutJSON(of: provider, status: status, body: body, retryAfter: retryAfter)
    }
    return FailureClassifier(provider: provider, status: status, evidence: evidence, body: body, retryAfter: retryAfter)
      .error
  }

  /// An error that came inside a stream, or in a body whose status was good.
  static func error(inStreamOf provider: Provider, body: Data) -> ProviderError {
    let evidence = WireFormat.of(provider).evidence(in: body) ?? anyEvidence(in: body) ?? ErrorEvidence()
    return error(inStreamOf: provider, evidence: evidence, body: body)
  }

  /// An error that its wire format found in a place of its own; `body` is what stands around it.
  static func error(inStreamOf provider: Provider, evidence: ErrorEvidence, body: Data) -> ProviderError {
    FailureClassifier(provider: provider, status: nil, evidence: evidence, body: body, retryAfter: nil).error
  }

  /// JSON of a shape that is not the provider's: a proxy in between may have written it.
  private static func anyEvidence(in body: Data) -> ErrorEvidence? {
    guard let json = try? JSONValue(parsing: body), json.objectValue != nil || json.arrayValue != nil else {
      return nil
    }
    return OpenAIError.evidence(in: body) ?? ErrorEvidence()
  }

  private static func errorWithoutJSON(
    of provider: Provider, status: Int, body: Data, retryAfter: Duration?
  ) -> ProviderError {
    let failure = ProviderFailure(
      provider: provider, status: status, retryAfter: retryAfter,
      text: UnscrubbedText(String(decoding: body.prefix(UnscrubbedText.longest), as: UTF8.self)))
    switch status {
    case 403: return .regionBlocked(failure)
    case 413: return .requestTooLarge(failure)
    case 498, 503, 529: return .overloaded(failure)
    default: return .unavailable(failure)
    }
  }

  private init(provider: Provider, status: Int?, evidence: ErrorEvidence, body: Data, retryAfter: Duration?) {
    self.status = status ?? evidence.impliedStatus
    self.evidence = evidence
    text = evidence.message.lowercased()
    let raw =
      evidence.message.isEmpty ? String(decoding: body.prefix(UnscrubbedText.longest), as: UTF8.self) : evidence.message
    failure = ProviderFailure(
      provider: provider, status: status, providerCode: evidence.code,
      retryAfter: retryAfter ?? evidence.retryAfter ?? RetryAfter.duration(inText: text),
      text: UnscrubbedText(raw), failedGeneration: evidence.failedGeneration.map { UnscrubbedText($0) })
  }

  private var error: ProviderError {
    if isDisabled { return .keyDisabled(failure) }
    if isNoCredit { return .noCredit(failure) }
    if isTooLarge { return .requestTooLarge(failure) }
    if isRateLimited { return .rateLimited(failure) }
    if isContentRefused { return .contentRefused(failure) }
    if isLimited { return .missingPermission(failure) }
    if isModelUnavailable { return .modelUnavailable(failure) }
    if isRegionBlocked { return .regionBlocked(failure) }
    if isInvalidKey { return says(FailureCodes.expiredTexts) ? .keyExpired(failure) : .invalidKey(failure) }
    return errorByStatus
  }

  /// What is left when no word was known.
  private var errorByStatus: ProviderError {
    if isOverloaded { return .overloaded(failure) }
    switch status {
    case 403: return .missingPermission(failure)
    case 408, 425: return .unavailable(failure)
    case .some(400...497): return .invalidRequest(failure)
    default: return .unavailable(failure)
    }
  }
}

extension FailureClassifier {
  private var isDisabled: Bool { names(FailureCodes.disabled) || says(FailureCodes.disabledTexts) }

  private var isNoCredit: Bool {
    if status == 402 { return true }
    guard status == nil || [400, 403, 429].contains(status) else { return false }
    if names(FailureCodes.noCredit) || says(FailureCodes.noCreditTexts) { return true }
    // Gemini says so for a limit per minute, too.
    if provider == .openai, !names(FailureCodes.rateLimited), says(["you exceeded your current quota"]) { return true }
    if evidence.words.contains(where: { word in FailureCodes.noCreditEndings.contains { word.hasSuffix($0) } }) {
      return true
    }
    return status == 429 && evidence.isQuotaUsedUp
  }

  private var isTooLarge: Bool {
    if status == 413 || names(FailureCodes.tooLarge) { return true }
    return status == 400 && says(FailureCodes.tooLargeTexts)
  }

  private var isRateLimited: Bool { status == 429 || names(FailureCodes.rateLimited) }

  private var isContentRefused: Bool {
    names(FailureCodes.contentRefused) || (status == 400 && says(FailureCodes.contentRefusedTexts))
  }

  private var isLimited: Bool {
    if evidence.words.contains(where: { word in FailureCodes.limitedBeginnings.contains { word.hasPrefix($0) } }) {
      return true
    }
    guard status == nil || status == 401 || status == 403 else { return false }
    return names(FailureCodes.limited) || says(FailureCodes.limitedTexts)
  }

  private var isModelUnavailable: Bool {
    status == 404 || names(FailureCodes.modelUnavailable)
      || (status == 400 && says(FailureCodes.modelUnavailableTexts))
  }

  private var isRegionBlocked: Bool { names(FailureCodes.regionBlocked) || says(FailureCodes.regionTexts) }

  private var isInvalidKey: Bool {
    status == 401 || names(FailureCodes.invalidKey) || (status == 400 && says(FailureCodes.invalidKeyTexts))
  }

  private var isOverloaded: Bool {
    if [498, 503, 529].contains(status) || names(FailureCodes.overloaded) { return true }
    return (status ?? 500) >= 500 && says(FailureCodes.overloadedTexts)
  }

  private func names(_ words: Set<String>) -> Bool { !evidence.words.isDisjoint(with: words) }
  private func says(_ texts: [String]) -> Bool { texts.contains { text.contains($0) } }
}
