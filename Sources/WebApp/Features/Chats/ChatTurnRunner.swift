import Analyst
import Core
import Logging
import Metering
import ModelGateway
import Storage

/// Runs one chat turn as a task: the question is stored when the task is accepted, the answer in the transaction that
/// pays for it,
/// and every step is told to whoever listens.
struct ChatTurnRunner: Sendable {
  let metering: Metering
  let analyst: ChatTurnAnalyst
  let chats: ChatStore
  let datasets: DatasetLibrary
  let clock: WallClock
  let logger: Logger

  func run(_ turn: ChatTurnRequest, as running: RunningTask) async {
    let ending = TurnEnding()
    let status: String
    do {
      try await answer(turn, as: running, ending: ending)
      status = "complete"
    } catch is CancellationError {
      status = "stopped"
    } catch {
      let failure = failure(error, of: turn)
      // Before acceptance there is no stream yet: the request itself is answered with the error.
      guard running.hasEvents else { return running.refuse(failure) }
      ending.note(failure: failure)
      status = "failed"
    }
    if let receipt = ending.receipt { running.emit("receipt", receipt) }
    if let failure = ending.failure { running.emit("error", ["error": TaskFailure(failure).json]) }
    running.emit("done", ["status": .string(status)])
  }

  private func answer(_ turn: ChatTurnRequest, as running: RunningTask, ending: TurnEnding) async throws {
    let history = try await ChatHistory.turns(of: turn.chat.id, in: chats)
    let dataset = try await datasets.analystDataset(turn.chat.dataset, of: turn.user)
    _ = try await metering.run(
      taskRequest(turn, as: running),
      conclude: { receipt, connection in
        ending.note(receipt: try JSONValue(encoding: receipt))
        // A chat that was deleted meanwhile keeps nothing; what was used is paid all the same.
        _ = try ChatStore.append(
          MessageRow(
            id: turn.answerID, chat: turn.chat.id, role: .assistant, task: turn.task, content: ending.content,
            createdAt: clock.now), on: connection)
      },
      body: { task in
        do {
          _ = try await analyst.onBehalf(of: turn.user.rawValue).answer(
            question: turn.question, history: history, dataset: dataset, options: turn.options, task: task
          ) { event in
            ending.note(event)
            running.emit(event.name, event.payload)
          }
        } catch let error as CancellationError {
          ending.noteStop()
          throw error
        } catch {
          ending.note(failure: failure(error, of: turn))
          throw error
        }
      })
  }

  private func taskRequest(_ turn: ChatTurnRequest, as running: RunningTask) -> TaskRequest {
    TaskRequest(
      id: turn.task, user: turn.user, account: turn.account, session: turn.session, feature: .chat,
      provider: turn.settings.provider, model: turn.settings.model, ownKey: turn.ownKey,
      onAccepted: { accepted in
        try await storeQuestion(turn)
        running.emit("task", TaskAnnouncement.of(turn, accepted: accepted))
      })
  }

  private func storeQuestion(_ turn: ChatTurnRequest) async throws {
    let stored = try await chats.append(
      MessageRow(
        id: turn.questionID, chat: turn.chat.id, role: .user, task: turn.task,
        content: ["text": .string(turn.question)], createdAt: clock.now))
    guard stored else { throw NotFound.chat }
    if turn.chat.title.isEmpty {
      try await chats.rename(turn.chat.id, of: turn.user, to: turn.titleFromQuestion, now: clock.now)
    }
  }

  private func failure(_ error: any Error, of turn: ChatTurnRequest) -> TurnFailure {
    guard let known = error as? any AppError else {
      logger.error(
        "A chat turn failed unexpectedly",
        metadata: ["task": "\(turn.task)", "error": "\(String(reflecting: type(of: error)))"])
      return TurnFailure(underlying: UnexpectedFailure(), priceOnCredits: nil)
    }
    guard case .on = turn.ownKey, metering.offersOnCredits(turn.settings.provider),
      let model = try? metering.model(turn.settings.model, at: turn.settings.provider)
    else { return TurnFailure(underlying: known, priceOnCredits: nil) }
    return TurnFailure(underlying: known, priceOnCredits: metering.price(of: .chat, model: model))
  }
}
