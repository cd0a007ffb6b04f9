import Synchronization

/// A listener's presence at a task. It ends once: when it is said to, or when the last reference to it is gone.
///
/// The request that asks for a task begins the visit and hands it on to the response that streams the events, so that
/// there is no moment in between at which nobody seems to listen. A response that is never written lets it go all the
/// same.
final class TaskVisit: Sendable {
  private let onEnd: Mutex<(@Sendable () -> Void)?>

  init(onEnd: @escaping @Sendable () -> Void) { self.onEnd = Mutex(onEnd) }

  deinit { end() }

  func end() {
    let leave = onEnd.withLock { onEnd in
      defer { onEnd = nil }
      return onEnd
    }
    leave?()
  }
}
