import CodeSandbox
import Testing

@Suite struct RunSlotsTests {
  @Test func slotsAreGivenOutOnceAndInOrder() {
    var slots = RunSlots<String>(count: 2, waitingLimit: 2)
    #expect(granted(slots.admit(1, "a")) == 0)
    #expect(granted(slots.admit(2, "b")) == 1)
    #expect(granted(slots.admit(3, "c")) == nil)
    #expect(granted(slots.admit(4, "d")) == nil)
    guard case .refused = slots.admit(5, "e") else { return #expect(Bool(false), "a fifth was admitted") }
    #expect(slots.release(1) == "c")
    #expect(slots.release(0) == "d")
    #expect(slots.release(0) == nil)
    #expect(slots.freeCount == 1)
  }

  @Test func whoLeavesIsNotWoken() {
    var slots = RunSlots<String>(count: 1, waitingLimit: 2)
    _ = slots.admit(1, "a")
    _ = slots.admit(2, "b")
    _ = slots.admit(3, "c")
    #expect(slots.leave(2) == "b")
    #expect(slots.leave(2) == nil)
    #expect(slots.release(0) == "c")
    #expect(slots.waitingCount == 0)
  }

  private func granted(_ admission: RunSlots<String>.Admission) -> Int? {
    guard case .granted(let slot) = admission else { return nil }
    return slot
  }
}
