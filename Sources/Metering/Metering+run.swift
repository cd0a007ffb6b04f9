import Core
import CreditLedger
import Logging
import ModelGateway
package import Storage

extension Metering {
  /// Runs one task: decides the payer, holds the credits, lends the key to `body`, then settles or releases.
  ///
  /// - `body` returns: the hold is settled, also when the surrounding task was cancelled meanwhile.
  /// - `body` throws `CancellationError` after `markOutputBegan()`: settled, since the person stopped an answer that
  /// had begun (C5).
  /// - `body` throws anything else, or before output: released; failures are free.
  ///
  /// `conclude` receives the receipt in every case. It writes in the transaction that settles or releases, so that an
  /// answer and its
  /// charge are there together or not at all.
  @discardableResult
  package func run(
    _ request: TaskRequest,
    conclude: @escaping @Sendable (Receipt, any SQLConnection) throws -> Void = { _, _ in },
    body: (MeteredTask) async throws -> Void
  ) async throws -> Receipt {
    let started = clock.now
    let model = try model(request.model, at: request.provider)
    let payer = try await payer(for: request)
    defer { payer.wipe() }
    let price = payer.kind == .ownKey ? Credits.zero : price(of: request.feature, model: model)
    if payer.kind == .platform { try await hold(price, for: request) }
    let task = MeteredTask(request: request, payer: payer, price: price, metering: self)
    let failure = await failure(of: task) {
      try await request.onAccepted?(TaskAccepted(payer: payer.kind, price: price, keyHint: payer.keyHint))
      try await body(task)
    }
    let ending = TaskEnding(failure: failure, outputBegan: task.outputBegan)
    let receipt = try await shieldedFromCancellation {
      try await stores.database.write { connection in
        let charged = try close(task, ending: ending, on: connection)
        let receipt = task.receipt(credits: charged, started: started, now: clock.now)
        try UsageStore.recordTask(row(receipt, request: request, ending: ending), on: connection)
        try conclude(receipt, connection)
        return receipt
      }
    }
    if let failure { throw failure }
    return receipt
  }

  private func failure(of task: MeteredTask, _ body: () async throws -> Void) async -> (any Error)? {
    do {
      try await body()
      return nil
    } catch {
      return error
    }
  }

  private func hold(_ price: Credits, for request: TaskRequest) async throws {
    let now = clock.now
    let outcome = try await stores.ledger.hold(
      HoldRequest(
        task: request.id, account: request.account, amount: price, feature: request.feature, model: request.model,
        idempotencyKey: nil, expiresAt: now + settings.holdDuration, now: now))
    switch outcome {
    case .held: return
    case .existing, .conflict: throw MeteringError.duplicate(request.id)
    case .insufficient(let required, let available):
      throw MeteringError.insufficientCredits(required: required, remaining: available)
    }
  }

  /// Settles or releases; returns what was charged.
  private func close(_ task: MeteredTask, ending: TaskEnding, on connection: any SQLConnection) throws -> Credits {
    guard task.payer.kind == .platform else { return .zero }
    guard ending.isCharged else {
      _ = try LedgerTransaction(db: connection, now: clock.now).release(task.id, reason: ending.releaseReason)
      return .zero
    }
    switch try LedgerTransaction(db: connection, now: clock.now).settle(task.id) {
    case .settled, .alreadySettled, .late: return task.price
    case .uncollected, .alreadyReleased, .unknown:
      logger.error("A task ended without its credits", metadata: ["task": "\(task.id)"])
      return .zero
    }
  }

  private func row(_ receipt: Receipt, request: TaskRequest, ending: TaskEnding) -> TaskRow {
    TaskRow(
      id: receipt.task, user: request.user, feature: request.feature, provider: receipt.provider, model: receipt.model,
      payer: receipt.payer, credits: receipt.credits, status: ending.status, errorCode: ending.errorCode,
      durationMs: receipt.durationMs, createdAt: clock.now)
  }
}
