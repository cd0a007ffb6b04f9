/// Which of the places for running programs are taken and who waits for one: pure, so that every order can be tested.
///
/// People get their turns: a slot that becomes free goes to the next owner who waits, however many programs the one
/// before has in the queue. Programs without an owner are of one.
package struct RunSlots<Waiter> {
  package enum Admission {
    case granted(slot: Int)
    case waits
    case refused
  }

  private var free: [Int]
  private var queues: [String: [(id: UInt64, waiter: Waiter)]] = [:]
  // The owners who wait, each once, next one first.
  private var turns: [String] = []
  private let waitingLimit: Int
  private let waitingLimitOfOne: Int

  /// - Parameters:
  ///   - waitingLimit: how many may wait
  ///   - waitingLimitOfOne: how many of them may belong to one owner
  package init(count: Int, waitingLimit: Int, waitingLimitOfOne: Int = .max) {
    free = Array((0..<count).reversed())
    self.waitingLimit = waitingLimit
    self.waitingLimitOfOne = waitingLimitOfOne
  }

  package var freeCount: Int { free.count }
  package var waitingCount: Int { queues.values.map(\.count).reduce(0, +) }

  /// Asks for a slot; the waiter is kept only when the answer is `waits`.
  package mutating func admit(_ id: UInt64, of owner: String?, _ waiter: Waiter) -> Admission {
    if let slot = free.popLast() { return .granted(slot: slot) }
    let queue = queues[owner ?? ""] ?? []
    guard waitingCount < waitingLimit, owner == nil || queue.count < waitingLimitOfOne else { return .refused }
    if queue.isEmpty { turns.append(owner ?? "") }
    queues[owner ?? ""] = queue + [(id, waiter)]
    return .waits
  }

  /// Gives a slot back; it goes at once to the first waiter of the owner whose turn it is, who is returned.
  package mutating func release(_ slot: Int) -> Waiter? {
    guard let owner = turns.first, let next = queues[owner]?.removeFirst() else {
      free.append(slot)
      return nil
    }
    turns.removeFirst()
    if queues[owner]?.isEmpty == false { turns.append(owner) } else { queues[owner] = nil }
    return next.waiter
  }

  /// Forgets a waiter, which is returned if it still waited.
  package mutating func leave(_ id: UInt64) -> Waiter? {
    for (owner, queue) in queues {
      guard let index = queue.firstIndex(where: { $0.id == id }) else { continue }
      queues[owner]?.remove(at: index)
      if queue.count == 1 {
        queues[owner] = nil
        turns.removeAll { $0 == owner }
      }
      return queue[index].waiter
    }
    return nil
  }
}
