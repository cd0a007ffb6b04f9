import Core
import ModelGateway
import Testing

/// One cell of the table of what the providers answer, with what it means for a call and for a key.
struct FailureRow: Sendable, CustomTestStringConvertible {
  let provider: Provider
  let status: Int
  let body: String
  let code: String
  let outcome: KeyCheckOutcome

  init(_ provider: Provider, _ status: Int, _ body: String, _ code: String, _ outcome: KeyCheckOutcome) {
    self.provider = provider
    self.status = status
    self.body = body
    self.code = "provider." + code
    self.outcome = outcome
  }

  var testDescription: String { "\(provider) \(status) \(body.prefix(80))" }

  static let all = openai + anthropic + groq + gemini
}

// MARK: OpenAI

extension FailureRow {
  private static func openai(
    _ status: Int, code: String, type: String = "invalid_request_error", _ message: String = "No."
  ) -> String {
    #"{"error":{"message":"\#(message)","type":"\#(type)","param":null,"code":\#(code == "null" ? code : "\"\(code)\"")}}"#
  }

  private static func row(
    openai status: Int, code: String, type: String = "invalid_request_error", _ message: String = "No.",
    is error: String, _ outcome: KeyCheckOutcome
  ) -> FailureRow {
    FailureRow(.openai, status, openai(status, code: code, type: type, message), error, outcome)
  }

  private static let openai: [FailureRow] = [
    row(openai: 401, code: "invalid_api_key", "Incorrect API key provided: sk-pr***cdef.", is: "invalid_key", .invalid),
    row(openai: 401, code: "null", "Your API key has expired.", is: "key_expired", .expired),
    row(openai: 401, code: "null", "Missing scopes: api.model.read", is: "missing_permission", .validLimited),
    row(openai: 403, code: "null", "Missing scopes: model.request", is: "missing_permission", .validLimited),
    row(openai: 401, code: "null", "Invalid or expired token", is: "invalid_key", .invalid),
    row(openai: 401, code: "not_authorized_invalid_project", is: "key_disabled", .disabled),
    row(
      openai: 429, code: "null", type: "requests", "You exceeded your current quota, please check your plan.",
      is: "no_credit", .validNoCredit),
    row(
      openai: 429, code: "rate_limit_exceeded", "You exceeded your current quota, please check your plan.",
      is: "rate_limited", .rateLimited),
    row(openai: 400, code: "null", "invalid model ID", is: "model_unavailable", .validModelUnavailable),
    row(openai: 401, code: "account_deactivated", is: "key_disabled", .disabled),
    row(openai: 429, code: "insufficient_quota", type: "insufficient_quota", is: "no_credit", .validNoCredit),
    row(openai: 429, code: "billing_not_active", is: "no_credit", .validNoCredit),
    row(openai: 429, code: "credit_balance_exhausted", is: "no_credit", .validNoCredit),
    row(openai: 429, code: "project_spend_limit_exceeded", is: "no_credit", .validNoCredit),
    row(openai: 429, code: "organization_usage_limit_exceeded", is: "no_credit", .validNoCredit),
    row(openai: 429, code: "rate_limit_exceeded", type: "tokens", is: "rate_limited", .rateLimited),
    row(openai: 429, code: "rate_limit_exceeded", type: "requests", is: "rate_limited", .rateLimited),
    row(openai: 429, code: "slow_down", is: "rate_limited", .rateLimited),
    row(openai: 404, code: "model_not_found", is: "model_unavailable", .validModelUnavailable),
    row(openai: 403, code: "model_not_found", is: "model_unavailable", .validModelUnavailable),
    row(openai: 503, code: "server_is_overloaded", is: "overloaded", .providerUnavailable),
    row(openai: 500, code: "null", type: "server_error", is: "unavailable", .providerUnavailable),
    row(openai: 403, code: "unsupported_country_region_territory", is: "region_blocked", .regionBlocked),
    row(openai: 413, code: "null", is: "request_too_large", .valid),
    row(openai: 400, code: "context_length_exceeded", is: "request_too_large", .valid),
    row(openai: 400, code: "content_policy_violation", is: "content_refused", .valid),
    row(openai: 400, code: "unsupported_value", is: "invalid_request", .valid),
    FailureRow(.openai, 403, "<html>blocked</html>", "region_blocked", .regionBlocked),
    FailureRow(.openai, 502, "Bad Gateway", "unavailable", .providerUnavailable),
    FailureRow(.openai, 401, "", "unavailable", .providerUnavailable),
  ]
}

// MARK: Anthropic

extension FailureRow {
  private static func row(
    anthropic status: Int, _ type: String, _ message: String = "No.", details: String = "", is error: String,
    _ outcome: KeyCheckOutcome
  ) -> FailureRow {
    let body = #"{"type":"error","error":{"type":"\#(type)","message":"\#(message)"\#(details)},"request_id":"req_1"}"#
    return FailureRow(.anthropic, status, body, error, outcome)
  }

  private static let anthropic: [FailureRow] = [
    row(anthropic: 401, "authentication_error", "invalid x-api-key", is: "invalid_key", .invalid),
    row(anthropic: 401, "authentication_error", "API key expired", is: "key_expired", .expired),
    row(anthropic: 403, "permission_error", is: "missing_permission", .validLimited),
    row(anthropic: 400, "invalid_request_error", "This organization has been disabled.", is: "key_disabled", .disabled),
    row(
      anthropic: 400, "invalid_request_error", "Your credit balance is too low to access the Anthropic API.",
      is: "no_credit", .validNoCredit),
    row(
      anthropic: 400, "invalid_request_error", "You have reached your specified API usage limits.", is: "no_credit",
      .validNoCredit),
    row(
      anthropic: 400, "invalid_request_error", "You have reached your specified workspace API usage limits.",
      is: "no_credit", .validNoCredit),
    row(anthropic: 402, "billing_error", is: "no_credit", .validNoCredit),
    row(
      anthropic: 429, "rate_limit_error", details: #","details":{"error_code":"enforced_spend_limit_reached"}"#,
      is: "no_credit", .validNoCredit),
    row(anthropic: 429, "rate_limit_error", is: "rate_limited", .rateLimited),
    row(anthropic: 404, "not_found_error", "model: claude-9", is: "model_unavailable", .validModelUnavailable),
    row(anthropic: 529, "overloaded_error", "Overloaded", is: "overloaded", .providerUnavailable),
    row(anthropic: 500, "api_error", is: "unavailable", .providerUnavailable),
    row(anthropic: 504, "timeout_error", is: "unavailable", .providerUnavailable),
    FailureRow(
      .anthropic, 403, #"{"error":{"type":"forbidden","message":"Request not allowed"}}"#, "region_blocked",
      .regionBlocked),
    row(anthropic: 413, "request_too_large", is: "request_too_large", .valid),
    row(
      anthropic: 400, "invalid_request_error", "prompt is too long: 210000 tokens > 200000 maximum",
      is: "request_too_large", .valid),
    row(
      anthropic: 400, "invalid_request_error", "Output blocked by content filtering policy", is: "content_refused",
      .valid),
    row(anthropic: 400, "invalid_request_error", "max_tokens: Field required", is: "invalid_request", .valid),
  ]
}

// MARK: Groq

extension FailureRow {
  private static func row(
    groq status: Int, _ code: String, _ message: String = "No.", type: String = "invalid_request_error",
    is error: String, _ outcome: KeyCheckOutcome
  ) -> FailureRow {
    FailureRow(
      .groq, status, #"{"error":{"message":"\#(message)","type":"\#(type)","code":"\#(code)"}}"#, error, outcome)
  }

  private static let groq: [FailureRow] = [
    row(groq: 401, "invalid_api_key", is: "invalid_key", .invalid),
    row(groq: 403, "denied", type: "permissions_error", is: "missing_permission", .validLimited),
    row(groq: 403, "model_permission_blocked_org", type: "permissions_error", is: "missing_permission", .validLimited),
    row(groq: 403, "model_permission_blocked_project", is: "missing_permission", .validLimited),
    row(groq: 400, "organization_restricted", is: "key_disabled", .disabled),
    row(groq: 400, "blocked_api_access", is: "no_credit", .validNoCredit),
    row(groq: 429, "rate_limit_exceeded", type: "tokens", is: "rate_limited", .rateLimited),
    row(groq: 413, "rate_limit_exceeded", type: "tokens", is: "request_too_large", .rateLimited),
    row(groq: 404, "model_not_found", is: "model_unavailable", .validModelUnavailable),
    row(groq: 400, "model_decommissioned", is: "model_unavailable", .validModelUnavailable),
    row(groq: 503, "service_unavailable", type: "internal_server_error", is: "overloaded", .providerUnavailable),
    row(groq: 498, "capacity_exceeded", is: "overloaded", .providerUnavailable),
    FailureRow(
      .groq, 403, #"{"error":{"message":"Access denied. Please check your network settings."}}"#, "region_blocked",
      .regionBlocked),
    row(groq: 401, "invalid_api_key", "Expired API Key", is: "key_expired", .expired),
    FailureRow(.groq, 403, "<!DOCTYPE html><html>Access denied</html>", "region_blocked", .regionBlocked),
    row(groq: 413, "request_too_large", is: "request_too_large", .valid),
    row(groq: 400, "tool_use_failed", is: "invalid_request", .valid),
  ]
}

// MARK: Gemini

extension FailureRow {
  private static func row(
    gemini status: Int, _ word: String, _ message: String = "No.", details: String = "", is error: String,
    _ outcome: KeyCheckOutcome
  ) -> FailureRow {
    let body = #"{"error":{"code":\#(status),"message":"\#(message)","status":"\#(word)","details":[\#(details)]}}"#
    return FailureRow(.gemini, status, body, error, outcome)
  }

  private static func reason(_ word: String) -> String {
    #"{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"\#(word)","domain":"googleapis.com"}"#
  }

  private static func quota(_ id: String) -> String {
    #"{"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaId":"\#(id)","quotaValue":"15"}]},"#
      + #"{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"34.5s"}"#
  }

  private static let exhausted = "You exceeded your current quota, please check your plan and billing details."

  private static let gemini: [FailureRow] = [
    row(
      gemini: 400, "INVALID_ARGUMENT", "API key not valid.", details: reason("API_KEY_INVALID"), is: "invalid_key",
      .invalid),
    row(
      gemini: 400, "INVALID_ARGUMENT", "API key expired. Please renew the API key.", details: reason("API_KEY_INVALID"),
      is: "key_expired", .expired),
    row(gemini: 400, "INVALID_ARGUMENT", "API key not valid.", is: "invalid_key", .invalid),
    row(gemini: 400, "INVALID_ARGUMENT", "API key expired.", is: "key_expired", .expired),
    row(
      gemini: 403, "PERMISSION_DENIED", "Your project has been denied access. Please contact support.",
      is: "key_disabled", .disabled),
    row(
      gemini: 400, "FAILED_PRECONDITION", "Gemini API free tier is not available in your country. Enable billing.",
      is: "region_blocked", .regionBlocked),
    row(gemini: 403, "PERMISSION_DENIED", details: reason("BILLING_DISABLED"), is: "no_credit", .validNoCredit),
    row(
      gemini: 429, "RESOURCE_EXHAUSTED", "Your project has exceeded its monthly spending cap.", is: "no_credit",
      .validNoCredit),
    row(gemini: 401, "UNAUTHENTICATED", details: reason("ACCESS_TOKEN_TYPE_UNSUPPORTED"), is: "invalid_key", .invalid),
    row(
      gemini: 403, "PERMISSION_DENIED", details: reason("API_KEY_SERVICE_BLOCKED"), is: "missing_permission",
      .validLimited),
    row(gemini: 403, "PERMISSION_DENIED", details: reason("SERVICE_DISABLED"), is: "missing_permission", .validLimited),
    row(
      gemini: 403, "PERMISSION_DENIED", "Your API key was reported as leaked. Please use another API key.",
      is: "key_disabled", .disabled),
    row(
      gemini: 403, "PERMISSION_DENIED", "Consumer 'api_key:AIzaSyCanary0123456789' has been suspended.",
      details: reason("CONSUMER_SUSPENDED"), is: "key_disabled", .disabled),
    row(
      gemini: 429, "RESOURCE_EXHAUSTED", exhausted, details: quota("GenerateRequestsPerDayPerProjectPerModel-FreeTier"),
      is: "no_credit", .validNoCredit),
    row(
      gemini: 429, "RESOURCE_EXHAUSTED", exhausted + " * Quota exceeded, limit: 0, model: gemini-2.5-pro",
      is: "no_credit", .validNoCredit),
    row(
      gemini: 429, "RESOURCE_EXHAUSTED", exhausted, details: quota("GenerateRequestsPerMinutePerProjectPerModel"),
      is: "rate_limited", .rateLimited),
    row(gemini: 429, "RESOURCE_EXHAUSTED", exhausted + " limit: 05", is: "rate_limited", .rateLimited),
    row(gemini: 404, "NOT_FOUND", is: "model_unavailable", .validModelUnavailable),
    row(gemini: 503, "UNAVAILABLE", "The model is overloaded.", is: "overloaded", .providerUnavailable),
    row(gemini: 500, "INTERNAL", is: "unavailable", .providerUnavailable),
    row(gemini: 504, "DEADLINE_EXCEEDED", is: "unavailable", .providerUnavailable),
    row(
      gemini: 400, "FAILED_PRECONDITION", "User location is not supported for the API use.", is: "region_blocked",
      .regionBlocked),
    row(
      gemini: 400, "INVALID_ARGUMENT", "The input token count (1200000) exceeds the maximum number of tokens allowed.",
      is: "request_too_large", .valid),
    row(gemini: 400, "INVALID_ARGUMENT", "Invalid JSON payload.", is: "invalid_request", .valid),
  ]
}
