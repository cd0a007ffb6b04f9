import Core
import HTTPTypes

/// Google's generative language API.
struct GeminiWire: ProviderWire {
  func key(in headers: HTTPFields, query: [String: String]) -> String? {
    headers[.googKey] ?? query["key"]
  }

  func headers(requestID: String, streams: Bool) -> HTTPFields {
    var fields = HTTPFields()
    fields[.contentType] = streams ? "text/event-stream" : "application/json; charset=UTF-8"
    fields[.server] = "scaffolding on HTTPServer2"
    return fields
  }

  func modelList(_ models: [SimulatedModelEntry], query: [String: String]) -> JSONValue {
    let size = query["pageSize"].flatMap { Int($0) } ?? 50
    let start = query["pageToken"].flatMap { Int($0) } ?? 0
    let page = models.dropFirst(start).prefix(max(size, 1))
    var members: [String: JSONValue] = ["models": .array(page.map(model))]
    if page.endIndex < models.endIndex { members["nextPageToken"] = .string("\(page.endIndex)") }
    return .object(members)
  }

  func model(_ entry: SimulatedModelEntry) -> JSONValue {
    [
      "name": .string("models/" + entry.id), "version": "001", "displayName": .string(entry.name),
      "inputTokenLimit": .int(Int64(entry.contextWindow)), "outputTokenLimit": .int(Int64(entry.maxOutput)),
      "supportedGenerationMethods": ["generateContent", "countTokens"], "temperature": 1, "topP": 0.95, "topK": 64,
    ]
  }

  func tokenCount(_ tokens: Int) -> JSONValue {
    let count = JSONValue.int(Int64(tokens))
    return ["totalTokens": count, "promptTokensDetails": [["modality": "TEXT", "tokenCount": count]]]
  }
}
