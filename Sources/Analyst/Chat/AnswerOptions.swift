/// How the person wants the model to answer.
package struct AnswerOptions: Sendable, Equatable {
  package var temperature: Double?
  /// The most tokens of one model call.
  package var maxTokens: Int?

  package init(temperature: Double? = nil, maxTokens: Int? = nil) {
    self.temperature = temperature
    self.maxTokens = maxTokens
  }
}
