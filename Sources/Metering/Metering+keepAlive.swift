import Core
import Logging
import Storage

extension Metering {
  /// Gives a sign of life for a task every third of its hold's time, until it is cancelled or the task may not go on.
  func keepAlive(_ task: MeteredTask) async -> TaskProgress {
    var passed: Duration = .zero
    let limit = settings.longestTask
    while passed < limit {
      let pause = min(settings.holdDuration / 3, limit - passed)
      do { try await sleep(pause) } catch { return .quiet }
      guard !Task.isCancelled else { return .quiet }
      passed += pause
      guard passed < limit else { break }
      guard await extendHold(of: task) else { return .overtime(.holdLost) }
    }
    return .overtime(.tooLong(limit))
  }

  /// False when the hold is gone. A database that can't be reached now is asked again at the next sign of life.
  private func extendHold(of task: MeteredTask) async -> Bool {
    guard task.payer.kind == .platform else { return true }
    let now = clock.now
    do {
      return try await stores.ledger.extend(task.id, until: now + settings.holdDuration, now: now)
    } catch {
      logger.warning(
        "A hold could not be extended", metadata: ["task": "\(task.id)", "error": "\(Self.name(of: error))"])
      return true
    }
  }
}
