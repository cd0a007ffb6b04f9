import Core
import Logging
import Storage
import TestSupport
import Testing

@testable import WebApp

/// What an operator hears about a machine whose clock is wrong.
struct ClockServiceTests {
  private func service(machineIsAheadBy lead: Duration, log: RecordingLog) async throws -> ClockService {
    let database = try await DatabaseLocation.inMemory.open(logger: Logger(label: "test") { _ in log })
    let instant = ContinuousClock.now
    let clock = try await DatabaseClock(of: database, instant: { instant })
    let machine = ManualClock(clock.now + lead)
    return ClockService(clock: clock, machine: machine.wallClock, logger: Logger(label: "test") { _ in log })
  }

  @Test(arguments: [(3600, "3600 s ahead of"), (-7200, "7200 s behind"), (2, "2 s ahead of")])
  func aClockThatIsOffIsNamedOnce(by seconds: Int, in words: String) async throws {
    let log = RecordingLog()
    let service = try await service(machineIsAheadBy: .seconds(seconds), log: log)
    #expect(service.warn(unless: false))
    #expect(service.warn(unless: true))
    #expect(log.lines(containing: words) == 1)
    #expect(log.lines(containing: "warning This machine's clock") == 1)
  }

  @Test(arguments: [-900, 0, 900])
  func aClockThatIsNearlyRightIsNotWorthAWord(by milliseconds: Int) async throws {
    let log = RecordingLog()
    let service = try await service(machineIsAheadBy: .milliseconds(milliseconds), log: log)
    #expect(!service.warn(unless: false))
    #expect(log.lines(containing: "clock") == 0)
  }
}
