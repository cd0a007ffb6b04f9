import Dispatch
import Foundation
import Synchronization

/// A thread of the pool's own, on which libpq's blocking calls are made, one after the other.
final class PostgresThread: Sendable {
  private struct State {
    var work: [@Sendable (inout PostgresSession?) -> Void] = []
    var isEnded = false
  }

  private let state = Mutex(State())
  private let signal = DispatchSemaphore(value: 0)

  init(name: String) {
    let thread = Thread { [self] in
      // The session lives on this thread alone.
      var session: PostgresSession?
      while let work = next() { work(&session) }
    }
    thread.name = name
    thread.start()
  }

  func run(_ work: @escaping @Sendable (inout PostgresSession?) -> Void) {
    state.withLock { $0.work.append(work) }
    signal.signal()
  }

  /// Ends the thread when what was asked for is done.
  func end() {
    state.withLock { $0.isEnded = true }
    signal.signal()
  }

  private func next() -> (@Sendable (inout PostgresSession?) -> Void)? {
    while true {
      signal.wait()
      let (work, isEnded) = state.withLock { state in
        (state.work.isEmpty ? nil : state.work.removeFirst(), state.isEnded)
      }
      if let work { return work }
      if isEnded { return nil }
    }
  }
}
