package import Core

/// A whole answer.
package struct ChatResponse: Sendable, Equatable {
  /// In the order in which the model began them; neighbouring pieces of the same sort are one part.
  package var parts: [ChatPart]
  /// Nil when the provider gave none.
  package var finishReason: FinishReason?
  /// The provider's own counts; nil when it sent none.
  package var tokens: TokenCounts?
  /// The model that answered, in the provider's words, which may be more exact than the one asked for.
  package var model: String?

  package init(
    parts: [ChatPart] = [], finishReason: FinishReason? = nil, tokens: TokenCounts? = nil, model: String? = nil
  ) {
    self.parts = parts
    self.finishReason = finishReason
    self.tokens = tokens
    self.model = model
  }

  package var text: String { parts.joinedText }
  package var reasoning: String { parts.joinedReasoning }
  package var toolCalls: [ToolCall] { parts.toolCalls }

  /// Whether there is nothing to show: neither text nor a tool call.
  package var isEmpty: Bool { text.isEmpty && toolCalls.isEmpty }
}
