import Core
import Storage
import Testing

@testable import WebApp

@Suite struct TaskLogTests {
  private let now = Timestamp(milliseconds: 0)

  private func names(_ log: TaskLog) -> [String] { log.events.map(\.name) }

  @Test func eventsAreNumberedFromOne() {
    var log = TaskLog()
    for name in ["task", "text", "done"] { _ = log.append(name: name, data: "{}") }
    #expect(log.events.map(\.number) == [1, 2, 3])
    #expect(log.events[1].serverSentEvent == "id: 2\nevent: text\ndata: {}\n\n")
  }

  @Test func afterTheEndNothingIsAdded() {
    var log = TaskLog()
    _ = log.append(name: "done", data: "{}")
    _ = log.finish(at: now)
    _ = log.append(name: "text", data: "{}")
    #expect(names(log) == ["done"])
  }

  @Test func aFullLogSaysSoOnceAndStillTakesTheEnding() {
    var log = TaskLog(largest: 100)
    for _ in 0..<30 { _ = log.append(name: "text", data: String(repeating: "x", count: 40)) }
    for name in ["receipt", "error", "done"] { _ = log.append(name: name, data: "{}") }
    #expect(names(log) == ["text", "text", "error", "receipt", "error", "done"])
    #expect(log.events[2].data.contains("task.too_much_output"))
    #expect(log.events.map(\.number) == Array(1...6))
  }

  @Test func whatComesAfterTheFirstLossIsDroppedAlsoWhenItIsShort() {
    var log = TaskLog(largest: 100)
    _ = log.append(name: "run", data: String(repeating: "x", count: 200))
    _ = log.append(name: "text", data: "{}")
    #expect(names(log) == ["error"], "an answer with a hole would be read as whole")
  }

  @Test func outputIsDeliveredWhenItHasBeenSentNotWhenItWasSaid() {
    var log = TaskLog()
    for name in ["task", "step", "text", "text"] { _ = log.append(name: name, data: "{}") }
    #expect(!log.hasDeliveredOutput)
    log.noteDelivery(upTo: 2)
    #expect(!log.hasDeliveredOutput)
    log.noteDelivery(upTo: 3)
    log.noteDelivery(upTo: 1)
    #expect(log.hasDeliveredOutput)
  }

  @Test func theLastListenerEndsAVisit() {
    var log = TaskLog()
    log.arrive()
    log.arrive()
    #expect(log.leave() == nil)
    #expect(log.leave() == 2)
  }
}
