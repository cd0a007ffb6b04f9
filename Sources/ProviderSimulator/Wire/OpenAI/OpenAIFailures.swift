import Core

extension OpenAIWire {
  func answer(to failure: Failure, in context: FailureContext) -> WireAnswer {
    provider == .groq ? groqAnswer(to: failure, in: context) : openAIAnswer(to: failure, in: context)
  }

  func streamFailure(_ context: FailureContext, echoesKey: Bool, call: SimulatedCall) -> StreamFrame {
    let echo = echoesKey ? " Request was made with \(context.key)." : ""
    let error: JSONValue = [
      "error": [
        "message": .string("The server had an error while processing your request. Sorry about that!" + echo),
        "type": "server_error", "param": .null, "code": .null,
      ]
    ]
    return .frame("data: \(error.serialized())\n\n")
  }

  func earlyStop(_ context: FailureContext, call: SimulatedCall) -> [StreamFrame] {
    guard provider == .groq else { return [streamFailure(context, echoesKey: false, call: call)] }
    let chunk: JSONValue = [
      "object": "chat.completion.chunk", "model": .string(call.model),
      "choices": [["index": 0, "delta": [:], "logprobs": .null, "finish_reason": .null]],
      "x_groq": ["id": .string(context.requestID), "error": "over capacity"],
    ]
    return [.frame("data: \(chunk.serialized())\n\n"), .frame("data: [DONE]\n\n")]
  }

  private func rareAnswer(to failure: RareFailure, _ context: FailureContext) -> WireAnswer {
    switch failure {
    case .spendLimit:
      error(
        429, "Your project has reached its monthly spend limit. Raise the limit in your project's settings.",
        type: "insufficient_quota", code: "project_spend_limit_exceeded")
    case .usageLimit:
      error(
        429, "Your organization has reached its usage limit.", type: "insufficient_quota",
        code: "organization_usage_limit_exceeded")
    case .timedOut: error(504, "The request timed out. Please try again.", type: "server_error")
    case .modelForbidden:
      error(
        403, "Project `proj_simulated` does not have access to model `\(context.model)`.", code: "model_not_found")
    case .unscoped:
      error(
        401,
        "You have insufficient permissions for this operation. Missing scopes: "
          + "\(context.endpoint.isListing ? "api.model.read" : "model.request").")
    case .capacityExceeded, .toolUseFailed, .serviceDisabled: openAIAnswer(to: failure.nearest, in: context)
    }
  }

  private func openAIAnswer(to failure: Failure, in context: FailureContext) -> WireAnswer {
    switch failure {
    case .missingKey, .invalidKey, .expiredKey, .disabledKey, .leakedKey, .keyEchoed, .missingScope:
      keyFailure(failure, context)
    case .noCredit:
      error(
        429,
        "You exceeded your current quota, please check your plan and billing details. For more information on this "
          + "error, read the docs: https://platform.openai.com/docs/guides/error-codes/api-errors.",
        type: "insufficient_quota", code: "insufficient_quota")
    case .billingOff:
      error(
        429, "Your account is not active, please check your billing details on our website.",
        type: "billing_not_active", code: "billing_not_active")
    case .rateLimited: rateLimited(context)
    case .regionBlocked:
      error(
        403, "Country, region, or territory not supported", type: "request_forbidden",
        code: "unsupported_country_region_territory")
    case .overloaded:
      error(
        503,
        "The server is currently overloaded with other requests. Sorry about that! You can retry your request, or "
          + "contact us through our help center at help.openai.com if the error persists.",
        type: "server_error", code: "server_is_overloaded")
    case .internalError:
      error(500, "The server had an error while processing your request. Sorry about that!", type: "server_error")
    case .requestTooLarge:
      error(
        400,
        "This model's maximum context length is 128000 tokens. However, your messages resulted in 153204 tokens. "
          + "Please reduce the length of the messages.", parameter: "messages", code: "context_length_exceeded")
    case .modelNotFound:
      error(
        404, "The model `\(context.model)` does not exist or you do not have access to it.", code: "model_not_found")
    case .htmlPage: WireAnswer(status: 403, html: BlockPage.html)
    case .badRequest(let request):
      error(400, request.message, parameter: request.parameter, code: request.code)
    case .unknownRoute: error(404, "Invalid URL", code: nil)
    case .rare(let failure): rareAnswer(to: failure, context)
    }
  }

  private func keyFailure(_ failure: Failure, _ context: FailureContext) -> WireAnswer {
    let advice = "You can find your API key at https://platform.openai.com/account/api-keys."
    switch failure {
    case .missingKey:
      return error(
        401,
        "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer auth "
          + "(i.e. Authorization: Bearer YOUR_KEY).")
    case .expiredKey: return error(401, "Your API key has expired. \(advice)")
    case .disabledKey, .leakedKey:
      return error(
        401, "The OpenAI account associated with this API key has been deactivated.", code: "account_deactivated")
    case .missingScope:
      let scope = context.endpoint.isListing ? "api.model.read" : "model.request"
      return error(
        403,
        "You have insufficient permissions for this operation. Missing scopes: \(scope). Check that you have the "
          + "correct role in your organization (Reader, Writer, Owner) and project (Member, Owner), and if you're "
          + "using a restricted API key, that it has the necessary scopes.", code: "missing_scope")
    case .keyEchoed:
      return error(401, "Incorrect API key provided: \(context.key). \(advice)", code: "invalid_api_key")
    default:
      return error(
        401, "Incorrect API key provided: \(Self.masked(context.key)). \(advice)", code: "invalid_api_key")
    }
  }

  private func rateLimited(_ context: FailureContext) -> WireAnswer {
    var answer = error(
      429,
      "Rate limit reached for \(context.model) in organization org-simulated on requests per min (RPM): Limit 3, "
        + "Used 3, Requested 1. Please try again in \(context.retryAfterSeconds)s.",
      type: "requests", code: "rate_limit_exceeded")
    answer.headers = [
      "retry-after": "\(context.retryAfterSeconds)", "x-ratelimit-remaining-requests": "0",
      "x-ratelimit-reset-requests": "\(context.retryAfterSeconds)s",
    ]
    return answer
  }

  private func error(
    _ status: Int, _ message: String, type: String = "invalid_request_error", parameter: String? = nil,
    code: String? = nil
  ) -> WireAnswer {
    let body: JSONValue = [
      "error": [
        "message": .string(message), "type": .string(type), "param": parameter.map(JSONValue.string) ?? .null,
        "code": code.map(JSONValue.string) ?? .null,
      ]
    ]
    return WireAnswer(status: status, json: body)
  }

  /// A key as OpenAI repeats it: its beginning and its last four characters.
  private static func masked(_ key: String) -> String {
    guard key.count > 12 else { return String(repeating: "*", count: key.count) }
    return key.prefix(8) + String(repeating: "*", count: key.count - 12) + key.suffix(4)
  }
}
