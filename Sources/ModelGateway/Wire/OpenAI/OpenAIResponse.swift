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

  /// The error, at whichever of its two places it is; beside an answer, one that says nothing is none.
  var failure: OpenAIError? {
    if let error = error?.error, choices == nil || error.saysAnything { return error }
    return groq?.error.flatMap { $0.error.saysAnything ? $0.error : nil }
  }
}

struct OpenAIGroqExtension: Decodable, Sendable {
  @Lenient var usage: OpenAIUsage?
  /// Why the stream was stopped early.
  @Lenient var error: OpenAIErrorMember?
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
  @AnswerText var refusal: String?
  /// Groq, vLLM and OpenRouter.
  @AnswerText var reasoning: String?
  /// DeepSeek and llama.cpp.
  @AnswerText var reasoningContent: String?
  /// Spoken answers; the transcript is what was said.
  @Lenient var audio: OpenAIAudio?
  @LenientList var toolCalls: [OpenAIToolCall]?
  /// What tool calls were called before there could be several.
  @Lenient var functionCall: OpenAIFunction?

  private enum CodingKeys: String, CodingKey {
    case content, refusal, reasoning, audio
    case reasoningContent = "reasoning_content"
    case toolCalls = "tool_calls"
    case functionCall = "function_call"
  }
}

struct OpenAIAudio: Decodable, Sendable {
  @AnswerText var transcript: String?
}

/// A text, or a list of parts of which the texts and refusals matter.
struct OpenAIContent: Decodable, Sendable {
  let text: String
  let refusal: String

  init(from decoder: any Decoder) throws {
    if let text = try decoder.singleValueContainer().answerText() {
      (self.text, refusal) = (text, "")
    } else {
      let parts = try LenientList<Part>(from: decoder).wrappedValue ?? []
      text = parts.compactMap(\.shownText).joined()
      refusal = parts.compactMap(\.refusal).joined()
    }
  }

  private struct Part: Decodable {
    @Lenient var type: String?
    @AnswerText var text: String?
    @AnswerText var refusal: String?

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
  @AnswerText var name: String?
  @Lenient var arguments: LooseJSON?
  @AnswerText var input: String?
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
