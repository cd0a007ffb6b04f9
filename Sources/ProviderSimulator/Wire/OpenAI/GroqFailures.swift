import Core

extension OpenAIWire {
  /// Groq's words for a failure.
  func groqAnswer(to failure: Failure, in context: FailureContext) -> WireAnswer {
    switch failure {
    case .missingKey, .invalidKey: error(401, "Invalid API Key", code: "invalid_api_key")
    case .expiredKey: error(401, "Expired API Key", code: "invalid_api_key")
    case .keyEchoed: error(401, "Invalid API Key: \(context.key)", code: "invalid_api_key")
    case .disabledKey, .leakedKey:
      error(
        400, "Organization has been restricted. Please reach out to support if you believe this was in error.",
        code: "organization_restricted")
    case .missingScope:
      error(
        403,
        "The model `\(context.model)` is blocked at the organization level. Please have the org admin enable this "
          + "model in the org settings.", type: "permissions_error", code: "model_permission_blocked_org")
    case .noCredit, .billingOff:
      error(
        400, "API access is blocked: the spend limit of this organization was reached.", code: "blocked_api_access")
    case .rateLimited: rateLimitedByGroq(context)
    case .regionBlocked, .htmlPage: WireAnswer(status: 403, html: BlockPage.html)
    case .overloaded: error(503, "Service Unavailable", type: "internal_server_error")
    case .internalError: error(500, "Internal Server Error", type: "internal_server_error")
    case .requestTooLarge:
      error(
        413,
        "Request too large for model `\(context.model)` in organization `org_simulated` service tier `on_demand` on "
          + "tokens per minute (TPM): Limit 6000, Requested 9400, please reduce your message size and try again.",
        type: "tokens", code: "rate_limit_exceeded")
    case .modelNotFound:
      error(
        404, "The model `\(context.model)` does not exist or you do not have access to it.", code: "model_not_found")
    case .badRequest(let request): error(400, request.message, code: request.code)
    case .unknownRoute: error(404, "Unknown request URL. Please check the URL for typos.", code: "unknown_url")
    case .rare(let failure): rareGroqAnswer(to: failure, context)
    }
  }

  private func rareGroqAnswer(to failure: RareFailure, _ context: FailureContext) -> WireAnswer {
    switch failure {
    case .capacityExceeded:
      return error(
        498, "Flex tier capacity exceeded. Please try again later.", type: "capacity_exceeded",
        code: "capacity_exceeded")
    case .toolUseFailed:
      let members: JSONValue = [
        "message": "Failed to call a function. Please adjust your prompt. See 'failed_generation' for more details.",
        "type": "invalid_request_error", "code": "tool_use_failed",
        "failed_generation": "<function=run{\"code\": }</function>",
      ]
      return WireAnswer(status: 400, json: ["error": members])
    case .timedOut: return error(504, "Gateway Timeout", type: "internal_server_error")
    case .spendLimit, .usageLimit, .modelForbidden, .unscoped, .serviceDisabled:
      return groqAnswer(to: failure.nearest, in: context)
    }
  }

  private func rateLimitedByGroq(_ context: FailureContext) -> WireAnswer {
    var answer = error(
      429,
      "Rate limit reached for model `\(context.model)` in organization `org_simulated` service tier `on_demand` on "
        + "tokens per minute (TPM): Limit 6000, Used 5800, Requested 900. "
        + "Please try again in \(context.retryAfterSeconds)s.",
      type: "tokens", code: "rate_limit_exceeded")
    answer.headers = ["retry-after": "\(context.retryAfterSeconds)"]
    return answer
  }

  private func error(
    _ status: Int, _ message: String, type: String = "invalid_request_error", code: String? = nil
  ) -> WireAnswer {
    var members: [String: JSONValue] = ["message": .string(message), "type": .string(type)]
    if let code { members["code"] = .string(code) }
    return WireAnswer(status: status, json: ["error": .object(members)])
  }
}
