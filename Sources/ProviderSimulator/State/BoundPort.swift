import Synchronization

/// The port that the system gave, for those who ask before the server is up.
final class BoundPort: Sendable {
  private enum State {
    case waiting([CheckedContinuation<Int, any Error>])
    case bound(Int)
    case failed(any Error)
  }

  private let state = Mutex<State>(.waiting([]))

  /// Waits until the server listens; throws when it never did.
  func value() async throws -> Int {
    try await withCheckedThrowingContinuation { continuation in
      let known: Result<Int, any Error>? = state.withLock { state in
        switch state {
        case .waiting(let others):
          state = .waiting(others + [continuation])
          return nil
        case .bound(let port): return .success(port)
        case .failed(let error): return .failure(error)
        }
      }
      if let known { continuation.resume(with: known) }
    }
  }

  /// Answers everyone who waits; the first result stays.
  func settle(_ result: Result<Int, any Error>) {
    let waiters = state.withLock { state -> [CheckedContinuation<Int, any Error>] in
      guard case .waiting(let waiters) = state else { return [] }
      switch result {
      case .success(let port): state = .bound(port)
      case .failure(let error): state = .failed(error)
      }
      return waiters
    }
    for waiter in waiters { waiter.resume(with: result) }
  }
}
