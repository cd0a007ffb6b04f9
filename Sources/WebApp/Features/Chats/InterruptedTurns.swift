import Core
import Metering
import Storage

/// Ends chat turns whose process died: nothing is charged, what was said so far is kept, and whoever waits is told.
struct InterruptedTurns: JobHandler {
  let metering: Metering
  let clock: WallClock

  var kind: JobKind { .chatTurn }

  /// A question is sent once (docs/decisions/0008), so that a turn is never begun a second time.
  func perform(_ job: RunningJob) async throws { throw TaskError.interrupted }

  func giveUp(_ job: RunningJob) async throws {
    let turn = try ChatTurnPayload(job.job.payload)
    let task = job.job.id
    let abandoned = AbandonedTask(
      id: task, user: job.job.user, feature: .chat, provider: turn.provider, model: turn.model, payer: turn.payer,
      keyHint: turn.keyHint, startedAt: job.job.createdAt)
    _ = try await metering.abandon(abandoned, because: TaskError.interrupted) { conclusion, connection in
      let said = try JobStore.events(of: task, after: 0, on: connection)
      _ = try ChatStore.append(
        MessageRow(
          id: ChatTurnRequest.answerID(of: task), chat: turn.chat, role: .assistant, task: task,
          content: try StoredAnswer.interrupted(
            said, receipt: conclusion.receipt, price: turn.price, failure: TaskError.interrupted),
          createdAt: clock.now), on: connection)
      try JobStore.finish(
        job.lease, as: .failed, errorCode: TaskError.interrupted.code, now: clock.now, on: connection)
    }
  }
}

extension JobKind {
  /// A question in a chat and its answer.
  static let chatTurn = Self(rawValue: "chat_turn")
}
