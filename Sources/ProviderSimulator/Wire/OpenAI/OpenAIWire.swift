import Core
import HTTPTypes

/// OpenAI's chat completions; Groq and local servers speak it with small differences.
struct OpenAIWire: ProviderWire {
  let provider: Provider

  func key(in headers: HTTPFields, query: [String: String]) -> String? {
    if let text = headers[.authorization], text.hasPrefix("Bearer ") { return String(text.dropFirst(7)) }
    // A local server needs no key.
    return provider == .local ? "sim-good" : nil
  }

  func headers(requestID: String, streams: Bool) -> HTTPFields {
    var fields = HTTPFields()
    fields[.contentType] =
      streams ? (provider == .groq ? "text/event-stream" : "text/event-stream; charset=utf-8") : "application/json"
    fields[.openAIRequestID] = requestID
    fields[.openAIRequestsLimit] = "10000"
    fields[.openAIRequestsRemaining] = "9999"
    if provider == .openai { fields[.openAIVersion] = "2020-10-01" }
    return fields
  }

  func modelList(_ models: [SimulatedModelEntry], query: [String: String]) -> JSONValue {
    ["object": "list", "data": .array(models.map(model))]
  }

  func model(_ entry: SimulatedModelEntry) -> JSONValue {
    var members: [String: JSONValue] = [
      "id": .string(entry.id), "object": "model", "created": 1_747_000_000, "owned_by": .string(owner),
    ]
    if provider == .groq {
      members["active"] = true
      members["context_window"] = .int(Int64(entry.contextWindow))
      members["max_completion_tokens"] = .int(Int64(entry.maxOutput))
      members["public_apps"] = .null
    }
    return .object(members)
  }

  func tokenCount(_ tokens: Int) -> JSONValue { .null }

  private var owner: String {
    switch provider {
    case .openai: "system"
    case .groq: "Groq"
    default: "local"
    }
  }
}

extension HTTPField.Name {
  fileprivate static let openAIRequestID = HTTPField.Name("x-request-id")!
  fileprivate static let openAIRequestsLimit = HTTPField.Name("x-ratelimit-limit-requests")!
  fileprivate static let openAIRequestsRemaining = HTTPField.Name("x-ratelimit-remaining-requests")!
  fileprivate static let openAIVersion = HTTPField.Name("openai-version")!
}
