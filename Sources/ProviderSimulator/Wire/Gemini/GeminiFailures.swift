import Core

extension GeminiWire {
  func answer(to failure: Failure, in context: FailureContext) -> WireAnswer {
    switch failure {
    case .missingKey, .invalidKey, .expiredKey, .disabledKey, .leakedKey, .missingScope, .keyEchoed:
      keyFailure(failure, context)
    case .noCredit, .billingOff: quotaFailure(context, perDay: true)
    case .rateLimited: quotaFailure(context, perDay: false)
    case .regionBlocked: error(400, "FAILED_PRECONDITION", "User location is not supported for the API use.")
    case .overloaded: error(503, "UNAVAILABLE", "The model is overloaded. Please try again later.")
    case .internalError:
      error(
        500, "INTERNAL",
        "An internal error has occurred. Please retry or report in "
          + "https://developers.generativeai.google/guide/troubleshooting")
    case .requestTooLarge:
      error(
        400, "INVALID_ARGUMENT",
        "The input token count (1240331) exceeds the maximum number of tokens allowed (1048576).")
    case .modelNotFound:
      error(
        404, "NOT_FOUND",
        "models/\(context.model) is not found for API version v1beta, or is not supported for generateContent. Call "
          + "ListModels to see the list of available models and their supported methods.")
    case .htmlPage: WireAnswer(status: 403, html: BlockPage.html)
    case .badRequest(let request): error(400, "INVALID_ARGUMENT", request.message)
    case .unknownRoute: error(404, "NOT_FOUND", "Requested entity was not found.")
    case .rare(let failure): rareAnswer(to: failure, context)
    }
  }

  private func rareAnswer(to failure: RareFailure, _ context: FailureContext) -> WireAnswer {
    switch failure {
    case .spendLimit:
      error(
        429, "RESOURCE_EXHAUSTED",
        "Your project has exceeded its monthly spending cap. Please go to AI Studio at https://ai.studio/spend to "
          + "manage your project spend cap.")
    case .timedOut: error(504, "DEADLINE_EXCEEDED", "Deadline expired before operation could complete.")
    case .serviceDisabled:
      error(
        403, "PERMISSION_DENIED",
        "Generative Language API has not been used in project 100000000000 before or it is disabled.",
        details: [errorInfo("SERVICE_DISABLED", ["consumer": "projects/100000000000"])])
    case .capacityExceeded, .toolUseFailed, .usageLimit, .modelForbidden, .unscoped:
      answer(to: failure.nearest, in: context)
    }
  }

  private func keyFailure(_ failure: Failure, _ context: FailureContext) -> WireAnswer {
    switch failure {
    case .missingKey:
      error(
        403, "PERMISSION_DENIED",
        "Method doesn't allow unregistered callers (callers without established identity). Please use API Key or "
          + "other form of API consumer identity to call this API.")
    case .expiredKey: badKey("API key expired. Please renew the API key.")
    case .disabledKey, .keyEchoed:
      error(
        403, "PERMISSION_DENIED", "Permission denied: Consumer 'api_key:\(context.key)' has been suspended.",
        details: [
          errorInfo(
            "CONSUMER_SUSPENDED", ["consumer": "projects/100000000000", "containerInfo": "projects/100000000000"])
        ])
    case .leakedKey:
      error(403, "PERMISSION_DENIED", "Your API key was reported as leaked. Please use another API key.")
    case .missingScope:
      error(
        403, "PERMISSION_DENIED",
        "Requests to this API generativelanguage.googleapis.com method "
          + "google.ai.generativelanguage.v1beta.ModelService.ListModels are blocked.",
        details: [errorInfo("API_KEY_SERVICE_BLOCKED", ["consumer": "projects/100000000000"])])
    default: badKey("API key not valid. Please pass a valid API key.")
    }
  }

  private func badKey(_ message: String) -> WireAnswer {
    error(
      400, "INVALID_ARGUMENT", message,
      details: [
        errorInfo("API_KEY_INVALID", [:]),
        [
          "@type": "type.googleapis.com/google.rpc.LocalizedMessage", "locale": "en-US", "message": .string(message),
        ],
      ])
  }

  private func quotaFailure(_ context: FailureContext, perDay: Bool) -> WireAnswer {
    let period = perDay ? "PerDay" : "PerMinute"
    let limit = perDay ? "0" : "15"
    let violation: JSONValue = [
      "quotaMetric": "generativelanguage.googleapis.com/generate_content_free_tier_requests",
      "quotaId": .string("GenerateRequests\(period)PerProjectPerModel-FreeTier"), "quotaValue": .string(limit),
      "quotaDimensions": ["location": "global", "model": .string(context.model)],
    ]
    var details: [JSONValue] = [
      ["@type": "type.googleapis.com/google.rpc.QuotaFailure", "violations": [violation]],
      [
        "@type": "type.googleapis.com/google.rpc.Help",
        "links": [
          [
            "description": "Learn more about Gemini API quotas",
            "url": "https://ai.google.dev/gemini-api/docs/rate-limits",
          ]
        ],
      ],
    ]
    if !perDay {
      details.append([
        "@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": .string("\(context.retryAfterSeconds)s"),
      ])
    }
    let message =
      "You exceeded your current quota, please check your plan and billing details.\n* Quota exceeded for metric: "
      + "generativelanguage.googleapis.com/generate_content_free_tier_requests, limit: \(limit), "
      + "model: \(context.model)"
    return error(429, "RESOURCE_EXHAUSTED", message, details: details)
  }

  private func errorInfo(_ reason: String, _ metadata: [String: JSONValue]) -> JSONValue {
    var metadata = metadata
    metadata["service"] = "generativelanguage.googleapis.com"
    return [
      "@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": .string(reason), "domain": "googleapis.com",
      "metadata": .object(metadata),
    ]
  }

  private func error(_ status: Int, _ name: String, _ message: String, details: [JSONValue] = []) -> WireAnswer {
    var members: [String: JSONValue] = [
      "code": .int(Int64(status)), "message": .string(message), "status": .string(name),
    ]
    if !details.isEmpty { members["details"] = .array(details) }
    return WireAnswer(status: status, json: ["error": .object(members)])
  }
}
