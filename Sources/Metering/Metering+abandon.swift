package import Core
import CreditLedger
package import Storage

extension Metering {
  /// Ends a task that its process can't end any more: its credits go back, its record says why, and `conclude` writes
  /// in the same transaction. Doing it twice changes nothing.
  ///
  /// - Throws: `MeteringError.duplicate` when the task was answered and paid after all; then nothing was written.
  package func abandon(
    _ task: AbandonedTask, because error: any AppError,
    conclude: @escaping @Sendable (TaskConclusion, any SQLConnection) throws -> Void
  ) async throws -> TaskConclusion {
    try await stores.database.write { connection in
      let now = clock.now
      let outcome = try LedgerTransaction(db: connection, now: now).release(task.id, reason: .failure)
      if case .alreadySettled = outcome { throw MeteringError.duplicate(task.id, .answered) }
      let (tokens, calls) = try UsageStore.sum(of: task.id, on: connection)
      let receipt = Receipt(
        task: task.id, payer: task.payer, provider: task.provider, model: task.model, keyHint: task.keyHint,
        credits: .zero, tokens: tokens, durationMs: (now - task.startedAt).inMilliseconds, calls: calls)
      try UsageStore.recordTask(
        TaskRow(
          id: task.id, user: task.user, feature: task.feature, provider: task.provider, model: task.model,
          payer: task.payer, credits: .zero, status: .error, errorCode: error.code, durationMs: receipt.durationMs,
          createdAt: now), on: connection)
      let conclusion = TaskConclusion(receipt: receipt, status: .error, failure: error)
      try conclude(conclusion, connection)
      return conclusion
    }
  }
}
