import Core

/// The body of `POST …/chat/completions`.
struct OpenAIRequest: Encodable, Sendable {
  var model: String
  var messages: [OpenAIRequestMessage]
  var temperature: Double?
  var maxTokens: Int?
  var maxCompletionTokens: Int?
  var stop: [String]?
  var tools: [Tool]?
  var reasoningFormat: String?
  var stream: Bool?
  var streamOptions: StreamOptions?

  struct Tool: Encodable, Sendable {
    var type = "function"
    var function: Function
  }

  struct Function: Encodable, Sendable {
    var name: String
    var description: String?
    var parameters: JSONValue
  }

  struct StreamOptions: Encodable, Sendable {
    var includeUsage = true

    private enum CodingKeys: String, CodingKey { case includeUsage = "include_usage" }
  }

  private enum CodingKeys: String, CodingKey {
    case model, messages, temperature, stop, tools, stream
    case maxTokens = "max_tokens"
    case maxCompletionTokens = "max_completion_tokens"
    case reasoningFormat = "reasoning_format"
    case streamOptions = "stream_options"
  }

  init(_ chat: ChatRequest, profile: ModelProfile, isStream: Bool) {
    model = chat.model
    messages = OpenAIRequestMessage.messages(of: chat.withDistinctCallIDs, systemRole: profile.systemRole)
    temperature = profile.temperature(for: chat)
    let limit = profile.maxTokens(for: chat)
    maxTokens = profile.usesMaxCompletionTokens ? nil : limit
    maxCompletionTokens = profile.usesMaxCompletionTokens ? limit : nil
    stop = profile.stop(for: chat)
    if !chat.tools.isEmpty { tools = chat.tools.map(Tool.init) }
    reasoningFormat = profile.asksForParsedReasoning ? "parsed" : nil
    stream = isStream ? true : nil
    streamOptions = isStream && profile.asksForStreamUsage ? StreamOptions() : nil
  }
}

extension OpenAIRequest.Tool {
  fileprivate init(_ tool: ToolDefinition) {
    function = .init(name: tool.name, description: tool.summary, parameters: tool.parameters)
  }
}
