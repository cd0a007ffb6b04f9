import Testing

@testable import Storage

@Suite struct WriteQueueStateTests {
  @Test func aLoneWriteStartsAtOnce() {
    var state = WriteQueueState<Int>(mostWaiting: 10, largestGroup: 10)
    #expect(state.submit(1) == .start)
    #expect(state.nextGroup() == [1])
  }

  @Test func thoseWhoComeMeanwhileAreTheNextGroupInTheirOrder() {
    var state = WriteQueueState<Int>(mostWaiting: 10, largestGroup: 10)
    _ = state.submit(1)
    _ = state.nextGroup()
    #expect([2, 3, 4].map { state.submit($0) } == [.wait, .wait, .wait])
    #expect(state.nextGroup() == [2, 3, 4])
    #expect(state.nextGroup() == [])
    #expect(state.submit(5) == .start)
  }

  @Test func aGroupHasALimit() {
    var state = WriteQueueState<Int>(mostWaiting: 10, largestGroup: 2)
    (1...5).forEach { _ = state.submit($0) }
    #expect(
      [state.nextGroup(), state.nextGroup(), state.nextGroup(), state.nextGroup()] == [[1, 2], [3, 4], [5], []])
  }

  @Test func aFullQueueRefusesUntilAGroupIsTaken() {
    var state = WriteQueueState<Int>(mostWaiting: 2, largestGroup: 2)
    #expect([1, 2, 3].map { state.submit($0) } == [.start, .wait, .refuse(.busy)])
    _ = state.nextGroup()
    #expect(state.submit(4) == .wait)
  }

  @Test func aClosedQueueRefusesButKeepsWhatWaits() {
    var state = WriteQueueState<Int>(mostWaiting: 10, largestGroup: 10)
    _ = state.submit(1)
    state.close()
    #expect(state.submit(2) == .refuse(.closed))
    #expect(state.nextGroup() == [1])
  }
}
