package import CodeSandbox
package import ModelGateway

/// Answers one question: a program is written, run and if need be repaired, and the conclusion is written from its
/// output.
///
/// All model calls go through one task, so that one payer pays one price.
package struct ChatTurnAnalyst: Sendable {
  let sandbox: any CodeRunning
  let limits: SandboxLimits

  /// How often a program that failed is repaired.
  package static let mostRepairs = 2

  package init(sandbox: any CodeRunning, limits: SandboxLimits = .standard) {
    self.sandbox = sandbox
    self.limits = limits
  }

  /// The same analyst whose programs take their turns as this person's.
  package func onBehalf(of owner: String) -> ChatTurnAnalyst {
    ChatTurnAnalyst(sandbox: sandbox.onBehalf(of: owner), limits: limits)
  }

  /// Answers the question about the data set, or in words alone when there is none.
  ///
  /// `emit` sees every step, text, code and run as it comes; what it has seen is what was said, also when this throws
  /// (`AnswerBuilder` puts it together). Throws `AnswerError`, `SandboxError`, `CancellationError`, and what the task
  /// and `emit` throw.
  package func answer(
    question: String, history: [ChatTurn], dataset: AnalystDataset?, options: AnswerOptions = AnswerOptions(),
    task: any ModelCalling, emit: @escaping @Sendable (TaskEvent) async throws -> Void
  ) async throws -> AnswerContent {
    var turn = AnswerTurn(analyst: self, question: question, options: options, task: task, emit: emit)
    let recent = ChatHistory.recent(history)
    if let dataset {
      try await turn.compute(about: dataset, history: recent)
    } else {
      try await turn.talk(history: recent)
    }
    return turn.content
  }
}
