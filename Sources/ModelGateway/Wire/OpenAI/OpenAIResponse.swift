/// A chat completion, whole (`message`) or one chunk of a stream (`delta`).
struct OpenAIResponse: Decodable, Sendable {
  @LenientList var choices: [OpenAIChoice]?
  @Lenient var model: String?
  @Lenient var usage: OpenAIUsage?
  @Lenient var groq: OpenAIGroqExtension?
  /// An error in the middle of a stream, or in an answer that claims to be good.
  @Lenient var error: OpenAIErrorMember?

  private enum CodingKeys: String, CodingKey {
    case choices, model, usage, error
    case groq = "x_groq"
  }

  /// Groq's streams carry the counts in a member of their own.
  var counts: OpenAIUsage? { usage ?? groq?.usage }
}

struct OpenAIGroqExtension: Decodable, Sendable {
  @Lenient var usage: OpenAIUsage?
}

struct OpenAIChoice: Decodable, Sendable {
  @Lenient var index: Int?
  @Lenient var message: OpenAIMessage?
  @Lenient var delta: OpenAIMessage?
  @Lenient var finishReason: String?

  private enum CodingKeys: String, CodingKey {
    case index, message, delta
    case finishReason = "finish_reason"
  }
}

struct OpenAIMessage: Decodable, Sendable {
  @Lenient var content: OpenAIContent?
  @Lenient var refusal: String?
  /// Groq, vLLM and OpenRouter.
  @Lenient var reasoning: String?
  /// DeepSeek and llama.cpp.
  @Lenient var reasoningContent: String?
  @LenientList var toolCalls: [OpenAIToolCall]?
  /// What tool calls were called before there could be several.
  @Lenient var functionCall: OpenAIFunction?

  private enum CodingKeys: String, CodingKey {
    case content, refusal, reasoning
    case reasoningContent = "reasoning_content"
    case toolCalls = "tool_calls"
    case functionCall = "function_call"
  }
}

/// A text, or a list of parts of which the texts matter.
struct OpenAIContent: Decodable, Sendable {
  let text: String

  init(from decoder: any Decoder) throws {
    if let text = try? decoder.singleValueContainer().decode(String.self) {
      self.text = text
    } else {
      text = try LenientList<Part>(from: decoder).wrappedValue?.compactMap(\.shownText).joined() ?? ""
    }
  }

  private struct Part: Decodable {
    @Lenient var type: String?
    @Lenient var text: String?

    var shownText: String? { ["text", "output_text", nil].contains(type) ? text : nil }
  }
}

struct OpenAIToolCall: Decodable, Sendable {
  @Lenient var index: Int?
  @Lenient var id: String?
  @Lenient var function: OpenAIFunction?
  /// A tool whose input is free text.
  @Lenient var custom: OpenAIFunction?
}

struct OpenAIFunction: Decodable, Sendable {
  @Lenient var name: String?
  @Lenient var arguments: LooseJSON?
  @Lenient var input: String?
}

struct OpenAIUsage: Decodable, Sendable {
  struct InputDetails: Decodable, Sendable {
    @Lenient var cachedTokens: Int?

    private enum CodingKeys: String, CodingKey { case cachedTokens = "cached_tokens" }
  }

  struct OutputDetails: Decodable, Sendable {
    @Lenient var reasoningTokens: Int?

    private enum CodingKeys: String, CodingKey { case reasoningTokens = "reasoning_tokens" }
  }

  @Lenient var promptTokens: Int?
  @Lenient var completionTokens: Int?
  @Lenient var promptDetails: InputDetails?
  @Lenient var completionDetails: OutputDetails?

  private enum CodingKeys: String, CodingKey {
    case promptTokens = "prompt_tokens"
    case completionTokens = "completion_tokens"
    case promptDetails = "prompt_tokens_details"
    case completionDetails = "completion_tokens_details"
  }
}
