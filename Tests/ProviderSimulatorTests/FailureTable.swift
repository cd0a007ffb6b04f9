import Core
import Testing

@testable import ProviderSimulator

/// One row of the table of what providers answer.
struct ExpectedFailure: Sendable, CustomTestStringConvertible {
  enum Request: Sendable { case models, chat }

  var behaviour: Behaviour
  var provider: Provider
  var request: Request
  var status: Int
  /// Texts that the body holds, each as it stands there.
  var texts: [String]

  var testDescription: String { "\(behaviour) at \(provider), \(request)" }

  static let key = "0123456789wxyz"

  static let all: [ExpectedFailure] = keys + credit + trouble + rare

  private static func row(
    _ behaviour: Behaviour, _ provider: Provider, _ request: Request, _ status: Int, _ texts: String...
  ) -> ExpectedFailure {
    ExpectedFailure(behaviour: behaviour, provider: provider, request: request, status: status, texts: texts)
  }

  private static let keys: [ExpectedFailure] = [
    row(.invalid, .openai, .models, 401, #""code":"invalid_api_key""#, "wxyz. You can find"),
    row(.invalid, .anthropic, .models, 401, #""type":"authentication_error""#, "invalid x-api-key"),
    row(.invalid, .groq, .models, 401, #""code":"invalid_api_key""#),
    row(.invalid, .gemini, .models, 400, #""reason":"API_KEY_INVALID""#, "API key not valid"),
    row(.expired, .openai, .models, 401, #""code":null"#, "expired"),
    row(.expired, .anthropic, .models, 401, "authentication_error", "expired"),
    row(.expired, .groq, .models, 401, "Expired"),
    row(.expired, .gemini, .models, 400, "API_KEY_INVALID", "API key expired. Please renew the API key."),
    row(.scope, .openai, .models, 403, "Missing scopes: api.model.read"),
    row(.scope, .openai, .chat, 403, "Missing scopes: model.request"),
    row(.limited, .openai, .models, 403, "Missing scopes: api.model.read"),
    row(.scope, .anthropic, .models, 403, "permission_error"),
    row(.scope, .groq, .models, 403, "permissions_error", "model_permission_blocked_org"),
    row(.scope, .gemini, .models, 403, "API_KEY_SERVICE_BLOCKED"),
    row(.disabled, .openai, .models, 401, "account_deactivated"),
    row(.disabled, .anthropic, .models, 400, "This organization has been disabled."),
    row(.disabled, .groq, .models, 400, "organization_restricted"),
    row(.disabled, .gemini, .models, 403, "CONSUMER_SUSPENDED", "api_key:sk-sim-disabled-" + key),
    row(.leaked, .gemini, .models, 403, "reported as leaked"),
    row(.echo, .openai, .models, 401, "sk-sim-echo-" + key),
    row(.echo, .anthropic, .chat, 401, "sk-sim-echo-" + key),
    row(.echo, .groq, .models, 401, "sk-sim-echo-" + key),
    row(.echo, .gemini, .chat, 403, "sk-sim-echo-" + key),
  ]

  private static let rare: [ExpectedFailure] = [
    row(.capacity, .groq, .chat, 498, #""code":"capacity_exceeded""#),
    row(.capacity, .openai, .chat, 503, "server_is_overloaded"),
    row(.tooluse, .groq, .chat, 400, #""code":"tool_use_failed""#, "failed_generation"),
    row(.spendlimit, .anthropic, .chat, 429, #""error_code":"enforced_spend_limit_reached""#),
    row(.spendlimit, .openai, .chat, 429, "project_spend_limit_exceeded"),
    row(.spendlimit, .groq, .chat, 400, "blocked_api_access"),
    row(.spendlimit, .gemini, .chat, 429, "monthly spending cap"),
    row(.usagelimit, .anthropic, .chat, 400, "specified workspace API usage limits"),
    row(.usagelimit, .openai, .chat, 429, "organization_usage_limit_exceeded"),
    row(.timedout, .anthropic, .models, 504, "timeout_error"),
    row(.timedout, .gemini, .models, 504, "DEADLINE_EXCEEDED"),
    row(.modelaccess, .openai, .chat, 403, "model_not_found", "does not have access to model"),
    row(.unscoped, .openai, .models, 401, "Missing scopes: api.model.read", #""code":null"#),
    row(.service, .gemini, .models, 403, "SERVICE_DISABLED"),
    row(.stopped, .anthropic, .chat, 529, "overloaded_error"),
  ]

  private static let credit: [ExpectedFailure] = [
    row(.nocredit, .openai, .chat, 429, #""code":"insufficient_quota""#),
    row(.billing, .openai, .models, 429, "billing_not_active"),
    row(.nocredit, .anthropic, .chat, 400, "Your credit balance is too low"),
    row(.billing, .anthropic, .models, 402, "billing_error"),
    row(.nocredit, .groq, .chat, 400, "blocked_api_access"),
    row(.nocredit, .gemini, .chat, 429, "RESOURCE_EXHAUSTED", "PerDay", "limit: 0"),
    row(.ratelimit, .openai, .models, 429, "rate_limit_exceeded"),
    row(.ratelimit, .anthropic, .models, 429, "rate_limit_error"),
    row(.ratelimit, .groq, .chat, 429, "rate_limit_exceeded"),
    row(.ratelimit, .gemini, .chat, 429, "PerMinute", #""retryDelay":"20s""#),
  ]

  private static let trouble: [ExpectedFailure] = [
    row(.nomodel, .openai, .chat, 404, "model_not_found"),
    row(.nomodel, .anthropic, .chat, 404, "not_found_error"),
    row(.nomodel, .groq, .chat, 404, "model_not_found"),
    row(.nomodel, .gemini, .chat, 404, "NOT_FOUND"),
    row(.overloaded, .openai, .models, 503, "server_is_overloaded"),
    row(.overloaded, .anthropic, .models, 529, "overloaded_error"),
    row(.overloaded, .groq, .models, 503, "Service Unavailable"),
    row(.overloaded, .gemini, .models, 503, "UNAVAILABLE"),
    row(.failing, .openai, .models, 500, "server_error"),
    row(.failing, .anthropic, .models, 500, "api_error"),
    row(.failing, .groq, .models, 500, "internal_server_error"),
    row(.failing, .gemini, .models, 500, "INTERNAL"),
    row(.region, .openai, .models, 403, "unsupported_country_region_territory"),
    row(.region, .anthropic, .models, 403, #""type":"forbidden""#, "Request not allowed"),
    row(.region, .groq, .models, 403, "<!DOCTYPE html>"),
    row(.region, .gemini, .models, 400, "FAILED_PRECONDITION", "User location is not supported for the API use."),
    row(.html, .openai, .models, 403, "<!DOCTYPE html>"),
    row(.toolarge, .openai, .chat, 400, "context_length_exceeded"),
    row(.toolarge, .anthropic, .chat, 413, "request_too_large"),
    row(.toolarge, .groq, .chat, 413, "Request too large"),
    row(.toolarge, .gemini, .chat, 400, "INVALID_ARGUMENT", "exceeds the maximum number of tokens"),
    row(.malformed, .openai, .models, 200, "upstream connect error"),
    row(.midstream, .openai, .chat, 500, "server_error"),
  ]
}
