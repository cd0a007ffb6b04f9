package import Core
package import Foundation

/// Makes the wire formats visible, for `latchkey wire`.
package enum WireReport {
  /// What an answer means:
  /// `{"text","reasoning","tool_calls":[{"id","name","arguments"}],"finish_reason","tokens":{…}|null,"model","error":null|{…}}`.
  ///
  /// An answer that breaks off or fails gives what came before together with the error. `tokens` has the member
  /// `is_estimate` when the provider's counts could not be believed.
  package static func decode(body: Data, provider: Provider, isStream: Bool, status: Int = 200) -> JSONValue {
    var collector = ChatCollector()
    guard (200..<300).contains(status) else {
      return report(collector.response(), error: FailureClassifier.error(of: provider, status: status, body: body))
    }
    if isStream {
      var decoder = ChatStreamDecoder(provider: provider)
      var piece = decoder.feed(body)
      piece.events.forEach { collector.add($0) }
      if piece.error == nil {
        piece = decoder.finish()
        piece.events.forEach { collector.add($0) }
      }
      return report(collector.response(model: decoder.model), error: piece.error)
    }
    var reader = WireFormat.of(provider).reader(for: provider)
    var events: [ChatEvent] = []
    var failure: ProviderError?
    do throws(ProviderError) {
      try reader.readWhole(body, into: &events)
    } catch {
      failure = error
    }
    events.forEach { collector.add($0) }
    return report(collector.response(model: reader.model), error: failure)
  }

  /// The request that would be sent, without its key: `{"method","path","query"?,"url","headers","body"}`.
  /// - Parameter endpoints: where the providers are reached; `url` is left out for one that has no address
  /// - Throws: `ProviderError` when the request can't be written.
  package static func encode(
    _ chat: ChatRequest, provider: Provider, model: String,
    endpoints: [Provider: ProviderEndpoint] = ProviderEndpoint.defaults
  ) throws -> JSONValue {
    var chat = chat
    chat.model = model
    let request = try ProviderRequest(chat, at: provider, isStream: chat.isStream)
    var members: [String: JSONValue] = [
      "method": .string(request.method), "path": .string(request.path),
      "headers": .object(Dictionary(request.headers.map { ($0.name, .string($0.value)) }) { _, last in last }),
      "body": try request.body.map { try JSONValue(parsing: $0) } ?? .null,
    ]
    if let query = request.query { members["query"] = .string(query) }
    if let endpoint = endpoints[provider] { members["url"] = .string(endpoint.url(of: request)) }
    return .object(members)
  }

  private static func report(_ answer: ChatResponse, error: ProviderError?) -> JSONValue {
    [
      "text": .string(answer.text), "reasoning": .string(answer.reasoning),
      "tool_calls": .array(answer.toolCalls.map(json)),
      "finish_reason": answer.finishReason.map { .string($0.text) } ?? .null,
      "tokens": answer.tokens.map(json) ?? .null, "model": answer.model.map { .string($0) } ?? .null,
      "error": error.map(json) ?? .null,
    ]
  }

  private static func json(_ call: ToolCall) -> JSONValue {
    ["id": call.id.map { .string($0) } ?? .null, "name": .string(call.name), "arguments": .string(call.arguments)]
  }

  private static func json(_ counts: TokenCounts) -> JSONValue {
    var members: [String: JSONValue] = [
      "input": .int(Int64(counts.input)), "output": .int(Int64(counts.output)), "cached": .int(Int64(counts.cached)),
      "reasoning": .int(Int64(counts.reasoning)),
    ]
    if counts.isEstimate { members["is_estimate"] = true }
    return .object(members)
  }

  private static func json(_ error: ProviderError) -> JSONValue {
    [
      "code": .string(error.code), "message": .string(error.message), "kind": .string(error.kind.rawValue),
      "retryable": .bool(error.isRetryable), "help_url": error.helpURL.map { .string($0) } ?? .null,
      "details": .object(error.details),
    ]
  }
}
