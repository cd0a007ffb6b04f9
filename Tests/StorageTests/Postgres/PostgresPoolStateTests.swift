import Testing

@testable import Storage

/// The pool's decisions, without a server and with a clock that the test moves.
@Suite struct PostgresPoolStateTests {
  typealias State = PostgresPoolState<String>

  private static func state(connections: Int = 2, mostWaiting: Int = 10, largestGroup: Int = 64) -> State {
    var limits = State.Limits()
    limits.largestGroup = largestGroup
    limits.connections = connections
    limits.mostWaiting = mostWaiting
    limits.checkout = .seconds(10)
    return State(limits: limits)
  }

  private let start = ContinuousClock.now

  private func words(_ actions: [State.Action]) -> [String] {
    actions.map { action in
      switch action {
      case .run(let jobs, let slot): "run \(jobs.joined(separator: " ")) on \(slot)"
      case .connect(let slot, let pause): pause == .zero ? "connect \(slot)" : "connect \(slot) after \(pause)"
      case .disconnect(let slot): "disconnect \(slot)"
      case .fail(let job, let error): "fail \(job): \(error.code)"
      }
    }
  }

  @Test func theFirstJobConnectsAndRuns() {
    var state = Self.state()
    #expect(words(state.submit("a", now: start)) == ["connect 0"])
    #expect(words(state.connected(0, now: start)) == ["run a on 0"])
    #expect(words(state.finished(0, isUsable: true, now: start)) == [])
    #expect(words(state.submit("b", now: start)) == ["run b on 0"])
  }

  @Test func aSecondConnectionIsMadeOnlyWhileSomebodyWaitsForOne() {
    var state = Self.state()
    #expect(words(state.submit("a", now: start)) == ["connect 0"])
    #expect(words(state.submit("b", now: start)) == ["connect 1"])
    #expect(words(state.submit("c", now: start)) == [])
    #expect(words(state.connected(1, now: start)) == ["run a on 1"])
    #expect(words(state.connected(0, now: start)) == ["run b on 0"])
    #expect(words(state.finished(1, isUsable: true, now: start)) == ["run c on 1"])
    #expect(state.waitingCount == 0)
  }

  @Test func whoWaitsTooLongIsToldInOrder() {
    var state = Self.state(connections: 1)
    _ = state.submit("a", now: start)
    _ = state.submit("b", now: start + .seconds(3))
    #expect(state.nextDeadline == start + .seconds(10))
    #expect(words(state.expire(now: start + .seconds(9))) == [])
    #expect(words(state.expire(now: start + .seconds(10))) == ["fail a: storage.unavailable"])
    #expect(words(state.expire(now: start + .seconds(13))) == ["fail b: storage.unavailable"])
    #expect(state.nextDeadline == nil)
  }

  @Test func aServerThatIsDownIsTriedAgainWithGrowingPauses() {
    var state = Self.state()
    let down = StorageError.unavailable(reason: "down")
    _ = state.submit("a", now: start)
    #expect(words(state.connectFailed(0, down, isLasting: false, now: start)) == ["connect 0 after 0.05 seconds"])
    #expect(words(state.submit("b", now: start)) == [])
    #expect(words(state.connectFailed(0, down, isLasting: false, now: start)) == ["connect 0 after 0.1 seconds"])
    for _ in 0..<10 { _ = state.connectFailed(0, down, isLasting: false, now: start) }
    #expect(words(state.connectFailed(0, down, isLasting: false, now: start)) == ["connect 0 after 1.0 seconds"])
    #expect(
      words(state.expire(now: start + .seconds(10))) == ["fail a: storage.unavailable", "fail b: storage.unavailable"])
    #expect(words(state.connectFailed(0, down, isLasting: false, now: start)) == [])
  }

  @Test func whatWaitingCanNotMendIsToldAtOnce() {
    var state = Self.state()
    _ = state.submit("a", now: start)
    _ = state.submit("b", now: start)
    let refused = StorageError.unavailable(reason: "password")
    let told = words(state.connectFailed(0, refused, isLasting: true, now: start))
    #expect(told == ["fail a: storage.unavailable", "fail b: storage.unavailable"])
  }

  @Test func aBrokenConnectionIsReplacedForThoseWhoWait() {
    var state = Self.state(connections: 1)
    _ = state.submit("a", now: start)
    _ = state.connected(0, now: start)
    _ = state.submit("b", now: start)
    #expect(words(state.finished(0, isUsable: false, now: start)) == ["disconnect 0", "connect 0"])
  }

  @Test func moreThanMayWaitAreRefused() {
    var state = Self.state(connections: 1, mostWaiting: 1)
    _ = state.submit("a", now: start)
    #expect(words(state.submit("b", now: start)) == ["fail b: storage.busy"])
  }

  @Test func aClosedPoolServesThoseWhoWaitAndNobodyElse() {
    var state = Self.state(connections: 1)
    _ = state.submit("a", now: start)
    _ = state.connected(0, now: start)
    _ = state.submit("b", now: start)
    #expect(words(state.close()) == [])
    #expect(words(state.submit("c", now: start)) == ["fail c: storage.closed"])
    #expect(words(state.finished(0, isUsable: true, now: start)) == ["run b on 0"])
    #expect(!state.isGone)
    #expect(words(state.finished(0, isUsable: true, now: start)) == ["disconnect 0"])
    #expect(state.isGone)
  }

  /// Two connections that are idle.
  private func idleState(largestGroup: Int = 64) -> State {
    var state = Self.state(largestGroup: largestGroup)
    _ = state.submit("x", now: start)
    _ = state.submit("y", now: start)
    _ = state.connected(0, now: start)
    _ = state.connected(1, now: start)
    _ = state.finished(0, isUsable: true, now: start)
    _ = state.finished(1, isUsable: true, now: start)
    return state
  }

  @Test func thoseOfOneLaneWaitForItsConnectionAndBecomeAGroup() {
    var state = idleState()
    #expect(words(state.submit("a", lane: 0, now: start)) == ["run a on 0"])
    #expect(words(state.submit("b", lane: 0, now: start)) == [])
    #expect(words(state.submit("c", lane: 1, now: start)) == ["run c on 1"])
    #expect(words(state.submit("d", lane: 1, now: start)) == [])
    #expect(words(state.submit("e", lane: 0, now: start)) == [])
    #expect(words(state.finished(0, isUsable: true, now: start)) == ["run b e on 0"])
    #expect(words(state.finished(1, isUsable: true, now: start)) == ["run d on 1"])
  }

  @Test func whoHasNoLaneRunsAloneAndPassesThoseWhoseLaneIsServed() {
    var state = idleState()
    _ = state.submit("a", lane: 0, now: start)
    _ = state.submit("b", lane: 1, now: start)
    _ = state.submit("c", lane: 0, now: start)
    _ = state.submit("read", now: start)
    _ = state.submit("read too", now: start)
    #expect(words(state.finished(1, isUsable: true, now: start)) == ["run read on 1"])
    #expect(words(state.finished(0, isUsable: true, now: start)) == ["run c on 0"])
    #expect(words(state.finished(0, isUsable: true, now: start)) == ["run read too on 0"])
  }

  @Test func aGroupHasALimitAndTheRestIsTheNext() {
    var state = idleState(largestGroup: 2)
    for job in ["a", "b", "c", "d", "e"] { _ = state.submit(job, lane: 0, now: start) }
    #expect(words(state.finished(0, isUsable: true, now: start)) == ["run b c on 0"])
    #expect(words(state.finished(0, isUsable: true, now: start)) == ["run d e on 0"])
  }

  @Test func whenTheConnectionOfALaneBreaksAnotherOneTakesWhoWaits() {
    var state = idleState()
    _ = state.submit("a", lane: 0, now: start)
    _ = state.submit("b", lane: 0, now: start)
    #expect(words(state.finished(0, isUsable: false, now: start)) == ["disconnect 0", "run b on 1"])
  }

  @Test func noConnectionIsMadeForThoseWhoseLaneIsServed() {
    var state = Self.state()
    #expect(words(state.submit("a", lane: 0, now: start)) == ["connect 0"])
    #expect(words(state.submit("b", lane: 0, now: start)) == [])
    #expect(words(state.connected(0, now: start)) == ["run a b on 0"])
    #expect(words(state.submit("c", lane: 0, now: start)) == [])
    #expect(words(state.submit("d", lane: 1, now: start)) == ["connect 1"])
  }

  @Test func aClosedPoolDisconnectsWhatIsIdleWhileALaneIsServed() {
    var state = idleState()
    _ = state.submit("a", lane: 0, now: start)
    _ = state.submit("b", lane: 0, now: start)
    #expect(words(state.close()) == ["disconnect 1"])
    #expect(words(state.finished(0, isUsable: true, now: start)) == ["run b on 0"])
    #expect(words(state.finished(0, isUsable: true, now: start)) == ["disconnect 0"])
    #expect(state.isGone)
  }
}
