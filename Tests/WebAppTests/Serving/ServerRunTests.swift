import Core
import Logging
import ServiceLifecycle
import Synchronization
import Testing

@testable import WebApp

/// The order in which a server ends.
@Suite(.timeLimit(.minutes(1))) struct ServerRunTests {
  /// What happened, in order.
  private final class Diary: Sendable {
    private let lines = Mutex<[String]>([])
    func write(_ line: String) { lines.withLock { $0.append(line) } }
    var text: [String] { lines.withLock { $0 } }
  }

  /// Runs until it is told to end, and then until `isDone` says so.
  private struct Part: Service {
    let name: String
    let diary: Diary
    var isDone: @Sendable () async -> Void = {}

    func run() async throws {
      try await gracefulShutdown()
      diary.write("\(name) is told")
      await isDone()
      diary.write("\(name) ends")
    }
  }

  private func run(_ front: Part, _ back: Part, _ diary: Diary, linger: Duration) async throws {
    try await ServerRun(
      front: front, back: [back], linger: linger, grace: .seconds(60), closingTime: .seconds(1),
      beginDraining: { diary.write("draining") }, stop: {},
      logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    ).run()
  }

  @Test func withoutConnectionsItEndsAtOnce() async throws {
    let diary = Diary()
    try await run(Part(name: "front", diary: diary), Part(name: "back", diary: diary), diary, linger: .seconds(3600))
    #expect(diary.text == ["draining", "front is told", "front ends", "back is told", "back ends"])
  }

  @Test func theBackWorksOnWhileTheFrontHasConnections() async throws {
    let diary = Diary()
    let (backEnded, tell) = AsyncStream.makeStream(of: Void.self)
    let front = Part(name: "front", diary: diary) { for await _ in backEnded {} }
    try await run(front, Part(name: "back", diary: diary) { tell.finish() }, diary, linger: .zero)
    #expect(diary.text.prefix(3) == ["draining", "front is told", "back is told"])
    #expect(Set(diary.text) == ["draining", "front is told", "back is told", "back ends", "front ends"])
  }

  @Test func aFrontThatCannotBeginEndsTheServerWithItsError() async throws {
    struct Occupied: Service, Error { func run() async throws { throw self } }
    let diary = Diary()
    await #expect(throws: Occupied.self) {
      try await ServerRun(
        front: Occupied(), back: [Part(name: "back", diary: diary)], grace: .zero, closingTime: .zero,
        beginDraining: {}, stop: { try? await Task.sleep(for: .seconds(3600)) },
        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
      ).run()
    }
  }
}
