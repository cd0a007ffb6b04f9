import Core
import Synchronization
import Testing
import TestSupport

@testable import Metering

@Suite struct LocalModelsTests {
  private struct Down: Error {}

  @Test func theServerIsAskedOncePerMinuteAndItsModelsStayWhileItIsDown() async {
    let models = LocalModels()
    let asked = Mutex(0)
    let clock = ManualClock()
    @Sendable func ask() async throws -> [String] {
      try asked.withLock { count in
        count += 1
        if count == 2 { throw Down() }
        return ["model-\(count)", "not an id", ""]
      }
    }
    #expect(await models.models(now: clock.now, ask: ask).map(\.id) == ["model-1"])
    #expect(await models.models(now: clock.now, ask: ask).map(\.id) == ["model-1"])
    #expect(asked.withLock { $0 } == 1)
    clock.advance(by: .seconds(61))
    #expect(await models.models(now: clock.now, ask: ask).map(\.id) == ["model-1"])
    clock.advance(by: .seconds(61))
    #expect(await models.models(now: clock.now, ask: ask).map(\.id) == ["model-3"])
  }
}
