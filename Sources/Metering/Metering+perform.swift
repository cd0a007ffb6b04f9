import Core
import CreditLedger
import Logging
import ModelGateway
package import Storage

extension Metering {
  /// Runs one task: decides the payer, holds the credits, lends the key to `body`, then settles or releases.
  ///
  /// `accept` writes in the transaction that holds the credits, so that a question and its hold are there together or
  /// not at all; when it throws, nothing has happened. Then `body` runs while the hold is kept alive beside it:
  ///
  /// - `body` returns: the hold is settled, also when the surrounding task was cancelled meanwhile.
  /// - `body` throws a `CancellationError` or a `TaskStop`: settled if an answer had begun that its reader pays for (C5).
  /// - `body` throws anything else, or before output: released; failures are free.
  ///
  /// `conclude` receives how it ended, for every accepted task. It writes in the transaction that settles or releases,
  /// so that an answer and its charge are there together or not at all; it may be called again when a write failed, and
  /// when it throws, the task has failed and is closed without it.
  ///
  /// Throws what refused the task, or what kept its end from being saved; how an accepted task ended is returned.
  package func perform(
    _ request: TaskRequest,
    accept: @escaping @Sendable (TaskAccepted, any SQLConnection) throws -> Void = { _, _ in },
    conclude: @escaping @Sendable (TaskConclusion, any SQLConnection) throws -> Void = { _, _ in },
    body: @escaping @Sendable (MeteredTask) async throws -> Void
  ) async throws -> TaskConclusion {
    let task: MeteredTask
    do {
      task = try await admit(request, accept: accept)
    } catch {
      await noteRefusal(of: request, error)
      throw error
    }
    defer { task.payer.wipe() }
    let failure = await failure(of: task, body)
    return try await shieldedFromCancellation { try await close(task, failure: failure, conclude: conclude) }
  }

  private func admit(
    _ request: TaskRequest, accept: @escaping @Sendable (TaskAccepted, any SQLConnection) throws -> Void
  ) async throws -> MeteredTask {
    let model = try model(request.model, at: request.provider)
    let payer = try await payer(for: request)
    let price = payer.kind == .ownKey ? Credits.zero : price(of: request.feature, model: model)
    let task = MeteredTask(request: request, payer: payer, price: price, metering: self)
    do {
      try Task.checkCancellation()
      try await stores.database.write(about: request.account.rawValue) { connection in
        try hold(price, for: request, payer: payer.kind, on: connection)
        try accept(task.accepted, connection)
      }
    } catch {
      payer.wipe()
      throw error
    }
    return task
  }

  /// Sets the price aside; under an own key, only looks whether the task has been taken before.
  private func hold(
    _ price: Credits, for request: TaskRequest, payer: PayerKind, on connection: any SQLConnection
  ) throws {
    let now = clock.now
    let ledger = LedgerTransaction(db: connection, now: now)
    guard payer == .platform else {
      if let hold = try ledger.hold(of: request.id) { throw MeteringError.duplicate(request.id, TaskState(hold.state)) }
      guard let earlier = try UsageStore.task(request.id, on: connection) else { return }
      throw MeteringError.duplicate(request.id, earlier.status == .ok ? .answered : .failed)
    }
    let wish = HoldRequest(
      task: request.id, account: request.account, amount: price, feature: request.feature, model: request.model,
      idempotencyKey: nil, expiresAt: now + settings.holdDuration, now: now)
    try wish.validate()
    switch try ledger.hold(wish) {
    case .held: return
    case .existing(let hold): throw MeteringError.duplicate(request.id, TaskState(hold.state))
    case .conflict: throw MeteringError.keyReused(request.id)
    case .insufficient(let required, let available):
      throw MeteringError.insufficientCredits(required: required, remaining: available)
    }
  }

  /// Runs the body while its hold is kept alive; how it failed, if it did.
  private func failure(
    of task: MeteredTask, _ body: @escaping @Sendable (MeteredTask) async throws -> Void
  ) async -> (any Error)? {
    await withTaskGroup(of: TaskProgress.self) { group in
      group.addTask {
        do {
          try await body(task)
          return .ended(nil)
        } catch {
          return .ended(error)
        }
      }
      group.addTask { await keepAlive(task) }
      var overtime: MeteringError?
      while let progress = await group.next() {
        group.cancelAll()
        switch progress {
        case .ended(let failure): return failure == nil ? nil : overtime ?? failure
        case .overtime(let error): overtime = error
        case .quiet: continue
        }
      }
      return overtime
    }
  }
}

/// What is reported of a task while it runs.
enum TaskProgress: Sendable {
  case ended((any Error)?)
  case overtime(MeteringError)
  /// The watch ended because the body did.
  case quiet
}
