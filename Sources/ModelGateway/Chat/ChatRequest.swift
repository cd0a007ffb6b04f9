/// One question to a model in no provider's own words: what to say, what was said before, and how to answer.
///
/// Its JSON form is the `chat.json` of `latchkey wire encode`; see `ChatRequest+JSON.swift` for what that accepts.
package struct ChatRequest: Sendable, Equatable {
  /// The provider's own id of the model, such as `gpt-5-mini`.
  package var model: String
  /// What the model is told before the conversation begins.
  package var system: String?
  package var turns: [ChatTurn]
  /// 0 to 2; left out for models that accept none, lowered to what the model's family accepts at most.
  package var temperature: Double?
  /// The most tokens that the answer may have, reasoning included; the family's default when nil.
  package var maxTokens: Int?
  /// Texts at which the model stops; left out for models that accept none.
  package var stop: [String]
  package var tools: [ToolDefinition]
  /// Read and written in the JSON form only, where it says how a request would be sent:
  /// `ModelGateway.complete` and `ModelGateway.stream` decide by themselves.
  package var isStream: Bool

  package init(
    model: String, system: String? = nil, turns: [ChatTurn] = [], temperature: Double? = nil, maxTokens: Int? = nil,
    stop: [String] = [], tools: [ToolDefinition] = [], isStream: Bool = false
  ) {
    self.model = model
    self.system = system
    self.turns = turns
    self.temperature = temperature
    self.maxTokens = maxTokens
    self.stop = stop
    self.tools = tools
    self.isStream = isStream
  }
}
