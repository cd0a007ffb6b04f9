/// Which of the places for running programs are taken and who waits for one: pure, so that every order can be tested.
package struct RunSlots<Waiter> {
  package enum Admission {
    case granted(slot: Int)
    case waits
    case refused
  }

  private var free: [Int]
  private var waiters: [(id: UInt64, waiter: Waiter)] = []
  private let waitingLimit: Int

  package init(count: Int, waitingLimit: Int) {
    free = Array((0..<count).reversed())
    self.waitingLimit = waitingLimit
  }

  package var freeCount: Int { free.count }
  package var waitingCount: Int { waiters.count }

  /// Asks for a slot; the waiter is kept only when the answer is `waits`.
  package mutating func admit(_ id: UInt64, _ waiter: Waiter) -> Admission {
    if let slot = free.popLast() { return .granted(slot: slot) }
    guard waiters.count < waitingLimit else { return .refused }
    waiters.append((id, waiter))
    return .waits
  }

  /// Gives a slot back; it goes at once to the one that waited longest, who is returned.
  package mutating func release(_ slot: Int) -> Waiter? {
    guard waiters.isEmpty else { return waiters.removeFirst().waiter }
    free.append(slot)
    return nil
  }

  /// Forgets a waiter, which is returned if it still waited.
  package mutating func leave(_ id: UInt64) -> Waiter? {
    guard let index = waiters.firstIndex(where: { $0.id == id }) else { return nil }
    return waiters.remove(at: index).waiter
  }
}
