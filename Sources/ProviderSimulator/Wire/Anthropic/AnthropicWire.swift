import Core
import HTTPTypes

/// Anthropic's messages.
struct AnthropicWire: ProviderWire {
  func key(in headers: HTTPFields, query: [String: String]) -> String? {
    if let key = headers[.anthropicKey] { return key }
    guard let text = headers[.authorization], text.hasPrefix("Bearer ") else { return nil }
    return String(text.dropFirst(7))
  }

  func headers(requestID: String, streams: Bool) -> HTTPFields {
    var fields = HTTPFields()
    fields[.contentType] = streams ? "text/event-stream; charset=utf-8" : "application/json"
    fields[.anthropicRequestID] = requestID
    fields[.anthropicRequestsLimit] = "4000"
    fields[.anthropicRequestsRemaining] = "3999"
    return fields
  }

  func modelList(_ models: [SimulatedModelEntry], query: [String: String]) -> JSONValue {
    let limit = query["limit"].flatMap { Int($0) } ?? 20
    let page = models.prefix(max(limit, 1))
    return [
      "data": .array(page.map(model)), "has_more": .bool(page.count < models.count),
      "first_id": page.first.map { .string($0.id) } ?? .null, "last_id": page.last.map { .string($0.id) } ?? .null,
    ]
  }

  func model(_ entry: SimulatedModelEntry) -> JSONValue {
    [
      "type": "model", "id": .string(entry.id), "display_name": .string(entry.name),
      "created_at": "2025-09-29T00:00:00Z",
    ]
  }

  func tokenCount(_ tokens: Int) -> JSONValue {
    ["input_tokens": .int(Int64(tokens))]
  }
}

extension HTTPField.Name {
  fileprivate static let anthropicRequestID = HTTPField.Name("request-id")!
  fileprivate static let anthropicRequestsLimit = HTTPField.Name("anthropic-ratelimit-requests-limit")!
  fileprivate static let anthropicRequestsRemaining = HTTPField.Name("anthropic-ratelimit-requests-remaining")!
}
