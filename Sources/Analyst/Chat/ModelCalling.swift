package import ModelGateway

/// What the analyst needs of a task: model calls on the task's payer, and a way to say that the answer has begun.
///
/// `MeteredTask` is the one that reaches a provider; tests have a scripted one.
package protocol ModelCalling: Sendable {
  /// One streamed model call; `onEvent` sees each event as it comes, and the collected answer is returned.
  /// The request's model is the task's, whatever it says.
  func stream(
    _ request: ChatRequest, for purpose: AnalystCall, onEvent: (ChatEvent) async throws -> Void
  ) async throws -> ChatResponse

  /// Says that the person was sent the first piece of the answer: from here on, stopping is paid.
  func markOutputBegan()
}

/// What one model call of a chat turn is for; the raw values are those of the usage records.
package enum AnalystCall: String, Sendable, CaseIterable {
  case answer, repair, conclusion
}
