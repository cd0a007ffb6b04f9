import Core
import CreditLedger
import Logging
import Storage

extension Metering {
  /// The longest waits between attempts to write the end of a task.
  static let pauses: [Duration] = [.milliseconds(50), .milliseconds(250), .seconds(1), .seconds(3)]

  /// Writes the end of a task: its charge or release, its records and what `conclude` adds, together. Settling,
  /// releasing and the records are idempotent, so that a write whose outcome is unknown may be tried again.
  func close(
    _ task: MeteredTask, failure: (any Error)?,
    conclude: @escaping @Sendable (TaskConclusion, any SQLConnection) throws -> Void
  ) async throws -> TaskConclusion {
    do {
      do {
        return try await write(task, failure: failure, conclude: conclude)
      } catch let refused as ConcludingFailed {
        logger.error(
          "The answer of a task could not be stored",
          metadata: ["task": "\(task.id)", "error": "\(Self.name(of: refused.underlying))"])
        return try await write(task, failure: failure ?? refused.underlying) { _, _ in }
      }
    } catch {
      logger.error(
        "The end of a task could not be written",
        metadata: ["task": "\(task.id)", "error": "\(Self.name(of: error))"])
      // What happened first is what people are told; the hold frees itself.
      throw failure ?? error
    }
  }

  private func write(
    _ task: MeteredTask, failure: (any Error)?,
    conclude: @escaping @Sendable (TaskConclusion, any SQLConnection) throws -> Void
  ) async throws -> TaskConclusion {
    for pause in Self.pauses {
      do {
        return try await writeOnce(task, failure: failure, conclude: conclude)
      } catch let error as StorageError where error.mayPass {
        try await sleep(pause)
      }
    }
    return try await writeOnce(task, failure: failure, conclude: conclude)
  }

  private func writeOnce(
    _ task: MeteredTask, failure: (any Error)?,
    conclude: @escaping @Sendable (TaskConclusion, any SQLConnection) throws -> Void
  ) async throws -> TaskConclusion {
    try await stores.database.write(about: task.request.account.rawValue) { connection in
      let now = clock.now
      let charge = try charge(task, failure: failure, on: LedgerTransaction(db: connection, now: now))
      let ending = TaskEnding(failure: charge.failure, outputBegan: task.outputBegan)
      let receipt = task.receipt(credits: charge.credits, now: now)
      for row in task.unwrittenCalls { try UsageStore.record(row, on: connection) }
      try UsageStore.recordTask(TaskRow(receipt, request: task.request, ending: ending, now: now), on: connection)
      let conclusion = TaskConclusion(receipt: receipt, status: ending.status, failure: charge.failure)
      do {
        try conclude(conclusion, connection)
      } catch let error as StorageError where error.mayPass {
        throw error
      } catch {
        throw ConcludingFailed(underlying: error)
      }
      return conclusion
    }
  }

  /// Settles or releases. An answer whose credits can't be had any more has failed: it is never given away in silence.
  private func charge(
    _ task: MeteredTask, failure: (any Error)?, on ledger: LedgerTransaction
  ) throws -> (credits: Credits, failure: (any Error)?) {
    guard task.payer.kind == .platform else { return (.zero, failure) }
    let ending = TaskEnding(failure: failure, outputBegan: task.outputBegan)
    guard ending.isCharged else {
      _ = try ledger.release(task.id, reason: ending.releaseReason)
      return (.zero, failure)
    }
    switch try ledger.settle(task.id) {
    case .settled, .alreadySettled, .late: return (task.price, failure)
    case .uncollected, .alreadyReleased, .unknown: return (.zero, MeteringError.holdLost)
    }
  }

  /// What a log line may say of an error: its code, or its type.
  static func name(of error: any Error) -> String {
    (error as? any AppError)?.code ?? String(reflecting: type(of: error))
  }
}

/// What a task's caller wanted to write at its end was refused.
private struct ConcludingFailed: Error {
  let underlying: any Error
}

extension StorageError {
  /// Whether a write that does the same however often it is done may succeed a moment later.
  var mayPass: Bool {
    switch self {
    case .unavailable, .busy, .outcomeUnknown: true
    default: false
    }
  }
}

extension TaskRow {
  fileprivate init(_ receipt: Receipt, request: TaskRequest, ending: TaskEnding, now: Timestamp) {
    self.init(
      id: receipt.task, user: request.user, feature: request.feature, provider: receipt.provider, model: receipt.model,
      payer: receipt.payer, credits: receipt.credits, status: ending.status, errorCode: ending.errorCode,
      durationMs: receipt.durationMs, createdAt: now)
  }
}
