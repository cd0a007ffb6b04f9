import Synchronization

/// Tells a streaming handler that its client has left: closed its side of the connection, or lost it.
///
/// One for each connection, set by `ClientGoneHandler`; it never goes back.
package final class ClientGone: Sendable {
  private struct State {
    var isGone = false
    var nextWaiter = 0
    var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
  }

  private let state = Mutex(State())

  package init() {}

  package var isGone: Bool { state.withLock(\.isGone) }

  /// Returns when the client has left, or when the surrounding task is cancelled.
  package func wait() async {
    let id = state.withLock { state in
      state.nextWaiter += 1
      return state.nextWaiter
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isOver = state.withLock { state in
          guard !state.isGone, !Task.isCancelled else { return true }
          state.waiters[id] = continuation
          return false
        }
        if isOver { continuation.resume() }
      }
    } onCancel: {
      state.withLock { $0.waiters.removeValue(forKey: id) }?.resume()
    }
  }

  func signal() {
    let waiters = state.withLock { state in
      state.isGone = true
      defer { state.waiters = [:] }
      return state.waiters.values
    }
    for waiter in waiters { waiter.resume() }
  }
}
