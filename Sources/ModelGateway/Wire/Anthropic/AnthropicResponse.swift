/// A whole message, which also begins a stream (`message_start`).
struct AnthropicMessage: Decodable, Sendable {
  @LenientList var content: [AnthropicBlock]?
  @Lenient var model: String?
  @Lenient var stopReason: String?
  @Lenient var usage: AnthropicUsage?

  private enum CodingKeys: String, CodingKey {
    case content, model, usage
    case stopReason = "stop_reason"
  }
}

/// A block of content. Only `text`, `thinking` and `tool_use` are the answer's: tools that Anthropic runs itself
/// (`server_tool_use`, `web_search_tool_result`, …) are neither the caller's calls nor text.
struct AnthropicBlock: Decodable, Sendable {
  @Lenient var type: String?
  @AnswerText var text: String?
  @AnswerText var thinking: String?
  @Lenient var id: String?
  @AnswerText var name: String?
  @Lenient var input: LooseJSON?
}

/// Counts; in a stream each report is cumulative, and names only what changed.
struct AnthropicUsage: Decodable, Sendable {
  struct OutputDetails: Decodable, Sendable {
    @Lenient var thinkingTokens: Int?

    private enum CodingKeys: String, CodingKey { case thinkingTokens = "thinking_tokens" }
  }

  @Lenient var inputTokens: Int?
  @Lenient var cacheCreationInputTokens: Int?
  @Lenient var cacheReadInputTokens: Int?
  @Lenient var outputTokens: Int?
  @Lenient var outputDetails: OutputDetails?

  private enum CodingKeys: String, CodingKey {
    case inputTokens = "input_tokens"
    case cacheCreationInputTokens = "cache_creation_input_tokens"
    case cacheReadInputTokens = "cache_read_input_tokens"
    case outputTokens = "output_tokens"
    case outputDetails = "output_tokens_details"
  }
}

/// One event of a stream; which members are there depends on its type.
struct AnthropicEvent: Decodable, Sendable {
  struct Delta: Decodable, Sendable {
    @Lenient var type: String?
    @AnswerText var text: String?
    @AnswerText var thinking: String?
    @AnswerText var partialJSON: String?
    @Lenient var stopReason: String?

    private enum CodingKeys: String, CodingKey {
      case type, text, thinking
      case partialJSON = "partial_json"
      case stopReason = "stop_reason"
    }
  }

  @Lenient var type: String?
  @Lenient var index: Int?
  @Lenient var message: AnthropicMessage?
  @Lenient var contentBlock: AnthropicBlock?
  @Lenient var delta: Delta?
  @Lenient var usage: AnthropicUsage?
  @Lenient var error: AnthropicError?

  private enum CodingKeys: String, CodingKey {
    case type, index, message, delta, usage, error
    case contentBlock = "content_block"
  }
}
