import Dispatch
import Synchronization

/// Hands what the source's thread reads to the target's thread, a few parts ahead at most. Both are threads of the
/// engines' own, so that waiting blocks nobody else.
final class MoveHandoff: Sendable {
  enum Part: Sendable {
    case tables([TableShape])
    case rows([SQLRow], of: TableShape)
    case end(MoveReport.Side)
  }

  private struct State {
    var parts: [Part] = []
    var hasGiver = false
    var hasTaker = false
    /// Why the source gives nothing more.
    var failure: (any Error)?
    var isOver = false
  }

  private static let mostAhead = 2
  private let state = Mutex(State())
  private let room = DispatchSemaphore(value: mostAhead)
  private let filled = DispatchSemaphore(value: 0)
  private let over = DispatchSemaphore(value: 0)

  /// - Throws: when a body is run a second time, which happens after a broken connection: parts are given once.
  func beginGiving() throws(StorageError) { try begin(\.hasGiver) }
  func beginTaking() throws(StorageError) { try begin(\.hasTaker) }

  private func begin(_ mark: any WritableKeyPath<State, Bool> & Sendable) throws(StorageError) {
    let isSecond = state.withLock { state in
      defer { state[keyPath: mark] = true }
      return state[keyPath: mark]
    }
    if isSecond { throw .unavailable(reason: "connection lost") }
  }

  /// - Throws: `StorageError.closed` when the target takes nothing more.
  func give(_ part: Part) throws(StorageError) {
    room.wait()
    let isOver = state.withLock { state in
      if !state.isOver { state.parts.append(part) }
      return state.isOver
    }
    if isOver { throw .closed }
    filled.signal()
  }

  /// - Throws: what the source failed with.
  func take() throws -> Part {
    filled.wait()
    let (part, failure) = state.withLock { state in
      (state.failure == nil ? state.parts.removeFirst() : nil, state.failure)
    }
    room.signal()
    guard let part else { throw failure ?? StorageError.closed }
    return part
  }

  /// The source gives nothing more.
  func fail(_ error: any Error) {
    state.withLock { $0.failure = $0.failure ?? error }
    filled.signal()
  }

  /// The target has saved everything, or nothing.
  func finish() {
    state.withLock { $0.isOver = true }
    for _ in 0...Self.mostAhead { room.signal() }
    over.signal()
  }

  /// Keeps the source's thread, and with it the source's lock, until the target is done.
  func waitForTheTarget() { over.wait() }
}
