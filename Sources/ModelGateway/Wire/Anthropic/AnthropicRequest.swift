import Core

/// The body of `POST /v1/messages`.
struct AnthropicRequest: Encodable, Sendable {
  var model: String
  /// Required, except by `count_tokens`, which refuses it.
  var maxTokens: Int?
  var system: String?
  var messages: [AnthropicRequestMessage]
  var temperature: Double?
  var stopSequences: [String]?
  var tools: [Tool]?
  var stream: Bool?

  struct Tool: Encodable, Sendable {
    var name: String
    var description: String?
    var inputSchema: JSONValue

    private enum CodingKeys: String, CodingKey {
      case name, description
      case inputSchema = "input_schema"
    }
  }

  private enum CodingKeys: String, CodingKey {
    case model, system, messages, temperature, tools, stream
    case maxTokens = "max_tokens"
    case stopSequences = "stop_sequences"
  }

  init(_ chat: ChatRequest, profile: ModelProfile, isStream: Bool) {
    model = chat.model
    maxTokens = profile.maxTokens(for: chat)
    if let text = chat.system, text.isVisible { system = text }
    messages = AnthropicRequestMessage.messages(of: chat.withDistinctCallIDs)
    temperature = profile.temperature(for: chat)
    // A stop text of white space alone is refused.
    stopSequences = profile.stop(for: chat)?.filter(\.isVisible)
    if stopSequences?.isEmpty == true { stopSequences = nil }
    if !chat.tools.isEmpty {
      tools = chat.tools.map { Tool(name: $0.name, description: $0.summary, inputSchema: $0.parameters) }
    }
    stream = isStream ? true : nil
  }
}
