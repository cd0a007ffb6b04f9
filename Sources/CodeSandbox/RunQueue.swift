import Synchronization

/// Lets a bounded number of programs run at once; the others wait for their owner's turn, and leave the queue when they
/// are cancelled.
final class RunQueue: Sendable {
  private typealias Slot = CheckedContinuation<Result<Int, SandboxError>, Never>

  private struct State {
    var slots: RunSlots<Slot>
    var nextID: UInt64 = 0
    // Cancelled between getting an id and joining the queue.
    var cancelled: Set<UInt64> = []
  }

  private let state: Mutex<State>

  init(_ configuration: SandboxConfiguration) {
    state = Mutex(
      State(
        slots: RunSlots(
          count: configuration.concurrentRuns, waitingLimit: configuration.waitingRuns,
          waitingLimitOfOne: configuration.waitingRunsOfOne)))
  }

  /// Runs the body with a slot of its own, from 0.
  func withSlot<Answer>(
    of owner: String?, _ body: (Int) async throws(SandboxError) -> Answer
  ) async throws(SandboxError) -> Answer {
    let slot = try await acquire(for: owner)
    defer { release(slot) }
    return try await body(slot)
  }

  private func acquire(for owner: String?) async throws(SandboxError) -> Int {
    let id = state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
    let answer = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        join(id, of: owner, continuation)
      }
    } onCancel: {
      cancel(id)
    }
    state.withLock { _ = $0.cancelled.remove(id) }
    return try answer.get()
  }

  private func join(_ id: UInt64, of owner: String?, _ continuation: Slot) {
    let answer: Result<Int, SandboxError>? = state.withLock { state in
      if state.cancelled.contains(id) { return .failure(.cancelled) }
      switch state.slots.admit(id, of: owner, continuation) {
      case .granted(let slot): return .success(slot)
      case .refused: return .failure(.busy)
      case .waits: return nil
      }
    }
    if let answer { continuation.resume(returning: answer) }
  }

  private func cancel(_ id: UInt64) {
    let waiter = state.withLock { state in
      state.cancelled.insert(id)
      return state.slots.leave(id)
    }
    waiter?.resume(returning: .failure(.cancelled))
  }

  private func release(_ slot: Int) {
    let next = state.withLock { $0.slots.release(slot) }
    next?.resume(returning: .success(slot))
  }
}
