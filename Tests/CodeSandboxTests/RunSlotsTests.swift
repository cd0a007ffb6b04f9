import CodeSandbox
import Testing

@Suite struct RunSlotsTests {
  @Test func slotsAreGivenOutOnceAndInOrder() {
    var slots = RunSlots<String>(count: 2, waitingLimit: 2)
    #expect(granted(slots.admit(1, of: nil, "a")) == 0)
    #expect(granted(slots.admit(2, of: nil, "b")) == 1)
    #expect(granted(slots.admit(3, of: nil, "c")) == nil)
    #expect(granted(slots.admit(4, of: nil, "d")) == nil)
    guard case .refused = slots.admit(5, of: nil, "e") else { return #expect(Bool(false), "a fifth was admitted") }
    #expect(slots.release(1) == "c")
    #expect(slots.release(0) == "d")
    #expect(slots.release(0) == nil)
    #expect(slots.freeCount == 1)
  }

  @Test func whoLeavesIsNotWoken() {
    var slots = RunSlots<String>(count: 1, waitingLimit: 2)
    _ = slots.admit(1, of: nil, "a")
    _ = slots.admit(2, of: nil, "b")
    _ = slots.admit(3, of: nil, "c")
    #expect(slots.leave(2) == "b")
    #expect(slots.leave(2) == nil)
    #expect(slots.release(0) == "c")
    #expect(slots.waitingCount == 0)
  }

  @Test func peopleGetTheirTurnsHoweverManyProgramsOneOfThemHas() {
    var slots = RunSlots<String>(count: 1, waitingLimit: 10, waitingLimitOfOne: 3)
    _ = slots.admit(0, of: "ada", "ada 0")
    for id in 1...3 { _ = slots.admit(UInt64(id), of: "ada", "ada \(id)") }
    guard case .refused = slots.admit(4, of: "ada", "ada 4") else { return #expect(Bool(false), "ada has a fourth") }
    _ = slots.admit(5, of: "bob", "bob 1")
    _ = slots.admit(6, of: nil, "server 1")
    _ = slots.admit(7, of: "bob", "bob 2")
    _ = slots.admit(8, of: "eve", "eve 1")
    #expect(slots.leave(8) == "eve 1")
    let order = (0..<7).map { _ in slots.release(0) }
    #expect(order == ["ada 1", "bob 1", "server 1", "ada 2", "bob 2", "ada 3", nil])
    #expect(slots.freeCount == 1 && slots.waitingCount == 0)
  }

  @Test func everyOrderOfComingAndGoingKeepsEveryoneOnce() {
    var random = Dice(state: 146)
    var slots = RunSlots<UInt64>(count: 2, waitingLimit: 20, waitingLimitOfOne: 6)
    var running: [Int] = []
    var waiting: Set<UInt64> = []
    for id in UInt64(0)..<5000 {
      switch Int.random(in: 0..<3, using: &random) {
      case 0:
        switch slots.admit(id, of: ["a", "b", "c", nil][Int.random(in: 0..<4, using: &random)], id) {
        case .granted(let slot): running.append(slot)
        case .waits: waiting.insert(id)
        case .refused: break
        }
      case 1:
        guard let slot = running.popLast() else { continue }
        if let next = slots.release(slot) {
          #expect(waiting.remove(next) != nil)
          running.append(slot)
        }
      default:
        guard let leaver = waiting.sorted().randomElement(using: &random) else { continue }
        #expect(slots.leave(leaver) == leaver)
        waiting.remove(leaver)
      }
      #expect(slots.waitingCount == waiting.count && slots.freeCount == 2 - running.count)
      #expect(waiting.isEmpty || running.count == 2)
    }
  }

  /// A generator whose throws are the same each time.
  private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  private func granted(_ admission: RunSlots<String>.Admission) -> Int? {
    guard case .granted(let slot) = admission else { return nil }
    return slot
  }
}
