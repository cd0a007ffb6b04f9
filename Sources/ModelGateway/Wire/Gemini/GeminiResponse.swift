/// A whole answer of `generateContent`, or one chunk of a stream.
struct GeminiResponse: Decodable, Sendable {
  struct PromptFeedback: Decodable, Sendable {
    @Lenient var blockReason: String?
  }

  @LenientList var candidates: [GeminiCandidate]?
  @Lenient var promptFeedback: PromptFeedback?
  @Lenient var usageMetadata: GeminiUsage?
  @Lenient var modelVersion: String?
  @Lenient var error: GeminiError?
}

struct GeminiCandidate: Decodable, Sendable {
  struct Content: Decodable, Sendable {
    @LenientList var parts: [GeminiPart]?
  }

  @Lenient var index: Int?
  @Lenient var content: Content?
  @Lenient var finishReason: String?
}

/// A part of the content. Code that Google ran, its results, files and server-side tools are not the answer's text.
struct GeminiPart: Decodable, Sendable {
  struct FunctionCall: Decodable, Sendable {
    @Lenient var id: String?
    @AnswerText var name: String?
    @Lenient var args: LooseJSON?
  }

  @AnswerText var text: String?
  /// The text is a thought, not the answer.
  @Lenient var thought: Bool?
  @Lenient var functionCall: FunctionCall?
}

struct GeminiUsage: Decodable, Sendable {
  @Lenient var promptTokenCount: Int?
  /// What server-side tools put into the prompt.
  @Lenient var toolUsePromptTokenCount: Int?
  @Lenient var candidatesTokenCount: Int?
  @Lenient var thoughtsTokenCount: Int?
  @Lenient var cachedContentTokenCount: Int?
}
