import Core

extension AnthropicWire {
  func answer(to failure: Failure, in context: FailureContext) -> WireAnswer {
    switch failure {
    case .missingKey: error(401, "authentication_error", "x-api-key header is required", context)
    case .invalidKey: error(401, "authentication_error", "invalid x-api-key", context)
    case .expiredKey: error(401, "authentication_error", "API key has expired", context)
    case .keyEchoed: error(401, "authentication_error", "invalid x-api-key: \(context.key)", context)
    case .disabledKey, .leakedKey:
      error(400, "invalid_request_error", "This organization has been disabled.", context)
    case .missingScope:
      error(
        403, "permission_error", "Your API key does not have permission to use the specified resource.", context)
    case .noCredit:
      error(
        400, "invalid_request_error",
        "Your credit balance is too low to access the Anthropic API. "
          + "Please go to Plans & Billing to upgrade or purchase credits.", context)
    case .billingOff:
      error(402, "billing_error", "There is an issue with your billing or payment information.", context)
    case .rateLimited: rateLimited(context)
    case .regionBlocked:
      WireAnswer(status: 403, json: ["error": ["type": "forbidden", "message": "Request not allowed"]])
    case .overloaded: error(529, "overloaded_error", "Overloaded", context)
    case .internalError: error(500, "api_error", "Internal server error", context)
    case .requestTooLarge: error(413, "request_too_large", "Request exceeds the maximum size", context)
    case .modelNotFound: error(404, "not_found_error", "model: \(context.model)", context)
    case .htmlPage: WireAnswer(status: 403, html: BlockPage.html)
    case .badRequest(let request): error(400, "invalid_request_error", request.message, context)
    case .unknownRoute: error(404, "not_found_error", "Not found", context)
    case .rare(let failure): rareAnswer(to: failure, context)
    }
  }

  private func rareAnswer(to failure: RareFailure, _ context: FailureContext) -> WireAnswer {
    switch failure {
    case .spendLimit:
      WireAnswer(
        status: 429,
        json: [
          "type": "error",
          "error": [
            "type": "rate_limit_error", "message": "This organization has reached its enforced spend limit.",
            "details": ["error_code": "enforced_spend_limit_reached"],
          ], "request_id": .string(context.requestID),
        ])
    case .usageLimit:
      error(
        400, "invalid_request_error",
        "You have reached your specified workspace API usage limits. You will regain access on 2027-01-01 at 00:00 "
          + "UTC.", context)
    case .timedOut: error(504, "timeout_error", "Request timed out", context)
    case .capacityExceeded, .toolUseFailed, .modelForbidden, .unscoped, .serviceDisabled:
      answer(to: failure.nearest, in: context)
    }
  }

  func streamFailure(_ context: FailureContext, echoesKey: Bool, call: SimulatedCall) -> StreamFrame {
    let message = echoesKey ? "Overloaded while serving \(context.key)" : "Overloaded"
    let body: JSONValue = ["type": "error", "error": ["type": "overloaded_error", "message": .string(message)]]
    return .frame("event: error\ndata: \(body.serialized())\n\n")
  }

  private func rateLimited(_ context: FailureContext) -> WireAnswer {
    var answer = error(
      429, "rate_limit_error",
      "This request would exceed the rate limit for your organization of 50 requests per minute.", context)
    answer.headers = [
      "retry-after": "\(context.retryAfterSeconds)", "anthropic-ratelimit-requests-remaining": "0",
    ]
    return answer
  }

  private func error(_ status: Int, _ type: String, _ message: String, _ context: FailureContext) -> WireAnswer {
    let body: JSONValue = [
      "type": "error", "error": ["type": .string(type), "message": .string(message)],
      "request_id": .string(context.requestID),
    ]
    return WireAnswer(status: status, json: body)
  }
}
