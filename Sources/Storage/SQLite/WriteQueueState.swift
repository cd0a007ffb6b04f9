/// Which writes wait and whether somebody is carrying them out: a value that tells its owner what to do.
///
/// The first write that finds nobody at work starts at once; those that come meanwhile wait and become the next group,
/// so that a lone write never waits for company and many share one commit.
struct WriteQueueState<Operation> {
  enum Action: Equatable {
    /// Start carrying out groups.
    case start
    /// Somebody is at work and will get to it.
    case wait
    case refuse(StorageError)
  }

  private var waiting: [Operation] = []
  private var isAtWork = false
  private(set) var isClosed = false
  private let mostWaiting: Int
  private let largestGroup: Int

  init(mostWaiting: Int, largestGroup: Int) {
    self.mostWaiting = mostWaiting
    self.largestGroup = largestGroup
  }

  mutating func submit(_ operation: Operation) -> Action {
    if isClosed { return .refuse(.closed) }
    guard waiting.count < mostWaiting else { return .refuse(.busy) }
    waiting.append(operation)
    defer { isAtWork = true }
    return isAtWork ? .wait : .start
  }

  /// The next group to commit together, oldest first; empty when the work is done, and then the next write starts it
  /// again.
  mutating func nextGroup() -> [Operation] {
    let group = Array(waiting.prefix(largestGroup))
    waiting.removeFirst(group.count)
    if group.isEmpty { isAtWork = false }
    return group
  }

  var waitingCount: Int { waiting.count }

  /// Refuses new writes; those that wait are still carried out.
  mutating func close() { isClosed = true }
}
