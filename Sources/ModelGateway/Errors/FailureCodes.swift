/// The providers' own words for errors, by what they mean; all in lower case. No word means two things at two
/// providers.
///
/// Sources: the error pages of the four providers' API references, and bodies in public threads of 2025 and 2026.
enum FailureCodes {
  static let noCredit: Set<String> = [
    "insufficient_quota", "billing_not_active", "billing_hard_limit_reached", "credit_balance_exhausted",
    "billing_error", "enforced_spend_limit_reached", "blocked_api_access", "billing_disabled",
  ]
  /// Words that end so, such as `project_spend_limit_exceeded`.
  static let noCreditEndings = ["spend_limit_exceeded", "usage_limit_exceeded", "spend_limit_reached"]
  static let noCreditTexts = [
    "credit balance is too low", "api usage limits", "prepayment credits are depleted", "spending cap",
    "reached its spend limit", "insufficient credits", "insufficient balance",
  ]

  static let disabled: Set<String> = [
    "consumer_suspended", "organization_restricted", "organization_disabled", "account_deactivated",
    "account_disabled", "not_authorized_invalid_project",
  ]
  static let disabledTexts = [
    "organization has been disabled", "organization has been restricted", "reported as leaked", "has been suspended",
    "account has been deactivated", "project has been denied access",
  ]

  static let limited: Set<String> = [
    "permission_error", "permissions_error", "permission_denied", "insufficient_permissions", "missing_scope",
    "api_key_service_blocked",
    "service_disabled", "access_token_scope_insufficient", "api_key_http_referrer_blocked",
    "api_key_ip_address_blocked", "api_key_android_app_blocked", "api_key_ios_app_blocked", "invalid_organization",
    "mismatched_organization", "mismatched_project",
  ]
  /// Words that begin so: `model_permission_blocked_org`, `model_permission_blocked_project`.
  static let limitedBeginnings = ["model_permission_blocked"]
  static let limitedTexts = ["missing scopes", "insufficient permissions", "does not have permission"]

  static let modelUnavailable: Set<String> = [
    "model_not_found", "model_decommissioned", "not_found_error", "model_not_available", "model_not_active",
    "model_terms_required", "not_found",
  ]
  static let modelUnavailableTexts = ["invalid model id"]

  static let regionBlocked: Set<String> = ["unsupported_country_region_territory", "ip_not_authorized"]
  static let regionTexts = [
    "request not allowed", "location is not supported", "country, region, or territory not supported",
    "not available in your country", "access denied. please check your network settings",
  ]

  static let invalidKey: Set<String> = ["api_key_invalid", "invalid_api_key", "invalid_authentication"]
  /// For bodies that lost their code on the way.
  static let invalidKeyTexts = ["api key not valid", "api key not found", "api key expired"]
  /// Of a key that is refused; "invalid or expired" is said of keys that never existed, too.
  static let expiredTexts = ["has expired", "key expired", "expired api key"]

  static let rateLimited: Set<String> = ["rate_limit_exceeded", "rate_limit_error", "slow_down"]

  static let tooLarge: Set<String> = ["request_too_large", "context_length_exceeded", "string_above_max_length"]
  static let tooLargeTexts = [
    "maximum context length", "prompt is too long", "input is too long", "input length and `max_tokens` exceed",
    "exceeds the maximum number of tokens", "reduce the length of the messages", "request too large",
  ]

  static let contentRefused: Set<String> = [
    "content_policy_violation", "content_filter", "moderation_blocked", "cyber_policy_violation",
  ]
  static let contentRefusedTexts = ["content filtering policy", "flagged as potentially violating"]

  static let overloaded: Set<String> = [
    "overloaded_error", "server_is_overloaded", "capacity_exceeded", "service_unavailable", "engine_overloaded",
  ]
  static let overloadedTexts = ["overloaded", "over capacity"]
}
