import Analyst
import Core
import Logging
import Metering
import ModelGateway
import Storage

/// Runs one chat turn as a task: the question is stored in the transaction that holds its credits, the answer in the
/// one that pays for it, and every step is told to whoever listens.
struct ChatTurnRunner: Sendable {
  let metering: Metering
  let analyst: ChatTurnAnalyst
  let chats: ChatStore
  let datasets: DatasetLibrary
  let jobs: JobStore
  let keeper: LeaseKeeper
  let mostOfOnePerson: Int
  let clock: WallClock
  let logger: Logger

  func run(_ turn: ChatTurnRequest, as running: RunningTask) async {
    await carryOut(turn, as: running)
    guard let lease = running.lease else { return }
    keeper.drop(lease)
    // Without effect when the task's end was written; else whoever comes next ends it (`InterruptedTurns`).
    try? await shieldedFromCancellation { try await jobs.letGo(lease, now: clock.now) }
  }

  private func carryOut(_ turn: ChatTurnRequest, as running: RunningTask) async {
    do {
      let conclusion = try await answer(turn, as: running)
      // What people read is true: the charge, or that there was none, has been written.
      if let receipt = try? JSONValue(encoding: conclusion.receipt) { running.emit("receipt", receipt) }
      end(running, status: conclusion.status, failure: conclusion.failure.flatMap { failure($0, of: turn) })
    } catch {
      let reason = error is CancellationError ? running.reason : error
      let failure = failure(reason, of: turn) ?? TurnFailure(underlying: TaskError.interrupted, priceOnCredits: nil)
      // Before acceptance there is no stream yet: the request itself is answered with the error.
      guard running.hasEvents else { return running.refuse(failure) }
      end(running, status: .error, failure: failure)
    }
  }

  private func end(_ running: RunningTask, status: UsageStatus, failure: TurnFailure?) {
    if let failure { running.emit("error", ["error": TaskFailure(failure).json]) }
    let words: AnswerStatus =
      switch status {
      case .ok: .complete
      case .cancelled: .stopped
      case .error, .started, .refused: .failed
      }
    running.emit("done", ["status": .string(words.rawValue)])
  }

  private func answer(_ turn: ChatTurnRequest, as running: RunningTask) async throws -> TaskConclusion {
    let history = try await ChatHistory.turns(of: turn.chat.id, in: chats)
    let dataset = try await datasets.analystDataset(turn.chat.dataset, of: turn.user)
    let ending = TurnEnding()
    return try await metering.perform(
      taskRequest(turn),
      accept: { accepted, connection in
        ending.note(price: accepted.price)
        try store(questionOf: turn, on: connection)
        try begin(turn, accepted, as: running, on: connection)
      },
      conclude: { conclusion, connection in
        // A chat that was deleted meanwhile keeps nothing; what was used is paid all the same.
        _ = try ChatStore.append(
          MessageRow(
            id: turn.answerID, chat: turn.chat.id, role: .assistant, task: turn.task, content: .null,
            createdAt: clock.now),
          text: try ending.content(conclusion, failure: conclusion.failure.flatMap { failure($0, of: turn) }),
          on: connection)
        try end(running, conclusion, on: connection)
      },
      body: { task in
        running.emit("task", TaskAnnouncement.of(turn, accepted: task.accepted))
        defer { ending.encode() }
        do {
          _ = try await analyst.onBehalf(of: turn.user.rawValue).answer(
            question: turn.question, history: history, dataset: dataset, options: turn.options, task: task
          ) { event in
            ending.note(event)
            running.emit(event.name, event.payload)
          }
        } catch is CancellationError {
          throw running.reason
        }
      })
  }

  private func taskRequest(_ turn: ChatTurnRequest) -> TaskRequest {
    TaskRequest(
      id: turn.task, user: turn.user, account: turn.account, session: turn.session, feature: .chat,
      provider: turn.settings.provider, model: turn.settings.model, ownKey: turn.ownKey)
  }

  /// Makes the turn a job of this process, so that others can follow it, stop it, and end it when this one has died.
  private func begin(
    _ turn: ChatTurnRequest, _ accepted: TaskAccepted, as running: RunningTask, on connection: any SQLConnection
  ) throws {
    let payload = try JSONValue(encoding: ChatTurnPayload(turn, accepted: accepted))
    let (added, lease) = try JobStore.begin(
      NewJob(
        id: turn.task, kind: .chatTurn, user: turn.user, lane: turn.chat.id.rawValue, payload: payload, mostAttempts: 1,
        mostOfOnePerson: mostOfOnePerson),
      worker: keeper.worker, leaseUntil: keeper.leaseUntil, now: clock.now, on: connection)
    switch added {
    case .added: break
    case .wasThere: throw TaskError.taken
    case .laneBusy: throw TaskError.chatBusy
    case .tooMany: throw TaskError.tooMany(mostOfOnePerson)
    }
    running.take(lease)
    keeper.keep(lease) { [weak running] in running?.hear($0) }
  }

  /// Ends the job in the transaction that pays for the answer: a process that was taken for dead writes neither.
  private func end(_ running: RunningTask, _ conclusion: TaskConclusion, on connection: any SQLConnection) throws {
    guard let lease = running.lease, try !JobStore.isFinished(by: lease, on: connection) else { return }
    do {
      try JobStore.append(running.unsaved, under: lease, on: connection)
      let state: JobState =
        switch conclusion.status {
        case .ok: .done
        case .cancelled: .cancelled
        case .error, .started, .refused: .failed
        }
      try JobStore.finish(
        lease, as: state, errorCode: (conclusion.failure as? any AppError)?.code, now: clock.now, on: connection)
    } catch JobError.leaseLost {
      throw TaskError.interrupted
    }
  }

  /// Stores the question and the name it gives to a chat without one. Its id follows from the task's: a task that was
  /// taken before, on whichever server and by whichever payer, is refused here.
  private func store(questionOf turn: ChatTurnRequest, on connection: any SQLConnection) throws {
    let question = MessageRow(
      id: turn.questionID, chat: turn.chat.id, role: .user, task: turn.task, content: ["text": .string(turn.question)],
      createdAt: clock.now)
    switch try ChatStore.append(question, on: connection) {
    case .added: break
    case .wasThere: throw TaskError.taken
    case .chatIsGone: throw NotFound.chat
    }
    guard turn.chat.title.isEmpty else { return }
    try ChatStore.rename(
      turn.chat.id, of: turn.user, to: turn.titleFromQuestion, now: clock.now, on: connection)
  }

  /// What people are told of an error; nil for a stop, which is none.
  private func failure(_ error: any Error, of turn: ChatTurnRequest) -> TurnFailure? {
    switch error {
    case is CancellationError, TaskStop.byPerson, TaskStop.byDesertion: return nil
    case TaskStop.byServer: return TurnFailure(underlying: MeteringError.shuttingDown, priceOnCredits: nil)
    case let known as any AppError: return TurnFailure(underlying: known, priceOnCredits: priceOnCredits(of: turn))
    default:
      logger.error(
        "A chat turn failed unexpectedly",
        metadata: ["task": "\(turn.task)", "error": "\(String(reflecting: type(of: error)))"])
      return TurnFailure(underlying: UnexpectedFailure(), priceOnCredits: nil)
    }
  }

  private func priceOnCredits(of turn: ChatTurnRequest) -> Credits? {
    guard case .on = turn.ownKey, metering.offersOnCredits(turn.settings.provider),
      let model = try? metering.model(turn.settings.model, at: turn.settings.provider)
    else { return nil }
    return metering.price(of: .chat, model: model)
  }
}

extension RunningTask {
  /// Why the work on this task was cancelled. Nobody but the server cancels without saying so.
  fileprivate var reason: any Error {
    switch stopper {
    case .person: TaskStop.byPerson
    case .desertion: TaskStop.byDesertion(outputDelivered: hasDeliveredOutput)
    case .server, nil: TaskStop.byServer
    case .takeover: TaskError.interrupted
    }
  }
}
