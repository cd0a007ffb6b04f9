import Core
import Logging
import ServiceLifecycle
import Storage
import TestSupport
import Testing

@testable import WebApp

@Suite(.timeLimit(.minutes(1))) struct TaskHubTests {
  private let user = UserID()

  private func hub(
    grace: Duration = .seconds(60), most: Int = 8, ofOnePerson: Int = 4, shutdown: Duration = .zero
  ) -> TaskHub {
    TaskHub(
      reconnectGrace: grace, mostTasks: most, mostTasksOfOnePerson: ofOnePerson, shutdownGrace: shutdown,
      clock: ManualClock().wallClock)
  }

  private func task(_ id: TaskID = TaskID(), user: UserID? = nil, chat: ChatID = ChatID(), wish: String = "?")
    -> RunningTask
  {
    RunningTask(id: id, user: user ?? self.user, chat: chat, wish: wish)
  }

  /// Works until it is cancelled, and says so.
  private static let endless: TaskHub.Work = { running in
    running.emit("task", [:])
    try? await Task.sleep(for: .seconds(3600))
    running.emit("done", ["cancelled": .bool(Task.isCancelled)])
  }

  /// Runs the hub as a service while `body` runs; `group` can be told to end.
  private func serving(_ hub: TaskHub, _ body: @escaping @Sendable (ServiceGroup) async throws -> Void) async throws {
    let group = ServiceGroup(
      configuration: .init(
        services: [.init(service: hub, successTerminationBehavior: .gracefullyShutdownGroup)],
        logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }))
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      try await body(group)
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
    }
  }

  private static func end(of running: RunningTask) async -> [JobEvent] {
    while running.finishedAt == nil { await Task.yield() }
    return await running.events(after: 0)
  }

  @Test func aTaskRunsAndEnds() async throws {
    let hub = hub()
    try await serving(hub) { [self] _ in
      let (running, visit) = try hub.start(task()) { $0.emit("done", [:]) }
      let events = await Self.end(of: running)
      #expect(events.map(\.name) == ["done"])
      visit.end()
    }
  }

  @Test func theSameTaskAgainIsTheOneThatRuns() async throws {
    let hub = hub()
    let first = task()
    let (running, visit) = try hub.start(first, work: Self.endless)
    let (again, other) = try hub.start(
      task(first.id, chat: first.chat), work: { _ in Issue.record("must not run twice") })
    #expect(running === again)
    visit.end()
    other.end()
  }

  @Test func theSameIdForAnotherQuestionIsRefused() throws {
    let hub = hub()
    let first = task()
    _ = try hub.start(first, work: Self.endless)
    #expect(throws: InputError.idempotencyKeyReused) {
      try hub.start(task(first.id, chat: first.chat, wish: "!"), work: Self.endless)
    }
  }

  @Test func aChatIsAnsweredOneQuestionAtATime() throws {
    let hub = hub()
    let chat = ChatID()
    _ = try hub.start(task(chat: chat), work: Self.endless)
    #expect(throws: TaskError.chatBusy) { try hub.start(task(chat: chat), work: Self.endless) }
  }

  @Test func onePersonCannotTakeAllPlaces() throws {
    let hub = hub(most: 5, ofOnePerson: 2)
    for _ in 0..<2 { _ = try hub.start(task(), work: Self.endless) }
    #expect(throws: TaskError.tooMany(2)) { try hub.start(task(), work: Self.endless) }
    #expect(TaskError.tooMany(2).kind == .rateLimited)
    for _ in 0..<3 { _ = try hub.start(task(user: UserID()), work: Self.endless) }
    #expect(throws: TaskError.busy) { try hub.start(task(user: UserID()), work: Self.endless) }
  }

  @Test func aPersonsStopIsRememberedAsTheirs() async throws {
    let hub = hub()
    try await serving(hub) { [self] _ in
      let (running, visit) = try hub.start(task(), work: Self.endless)
      _ = await running.events(after: 0)
      hub.stopTasks(in: running.chat)
      _ = await Self.end(of: running)
      #expect(running.stopper == .person)
      visit.end()
    }
  }

  @Test func aTaskThatNobodyListensToIsStopped() async throws {
    let hub = hub(grace: .zero)
    try await serving(hub) { [self] _ in
      let (running, visit) = try hub.start(task(), work: Self.endless)
      visit.end()
      _ = await Self.end(of: running)
      #expect(running.stopper == .desertion)
    }
  }

  @Test func whoLeavesAServerThatEndsStopsNothing() async throws {
    let hub = hub(grace: .zero)
    let (gate, opener) = AsyncStream.makeStream(of: Void.self)
    try await serving(hub) { [self] _ in
      let (running, visit) = try hub.start(task()) { running in
        running.emit("task", [:])
        for await _ in gate {}
        running.emit("done", ["cancelled": .bool(Task.isCancelled)])
      }
      _ = await running.events(after: 0)
      hub.beginDraining()
      visit.end()
      for _ in 0..<100 { await Task.yield() }
      opener.finish()
      let events = await Self.end(of: running)
      #expect(events.last?.data == #"{"cancelled":false}"#)
      #expect(running.stopper == nil)
    }
  }

  @Test func aServerThatEndsLetsAnswersEndWithinItsGracePeriod() async throws {
    let hub = hub(shutdown: .seconds(3600))
    let (gate, opener) = AsyncStream.makeStream(of: Void.self)
    try await serving(hub) { [self] group in
      let (running, visit) = try hub.start(task()) { running in
        running.emit("task", [:])
        for await _ in gate {}
        running.emit("done", ["cancelled": .bool(Task.isCancelled)])
      }
      _ = await running.events(after: 0)
      await group.triggerGracefulShutdown()
      while (try? hub.start(task(user: UserID()), work: { _ in })) != nil { await Task.yield() }
      #expect(throws: TaskError.shuttingDown) { try hub.start(task(user: UserID()), work: Self.endless) }
      opener.finish()
      let events = await Self.end(of: running)
      #expect(events.last?.data == #"{"cancelled":false}"#)
      #expect(running.stopper == nil)
      visit.end()
    }
  }

  @Test func afterTheGracePeriodTheServerStopsWhatStillRuns() async throws {
    let hub = hub(shutdown: .zero)
    try await serving(hub) { [self] group in
      let (running, visit) = try hub.start(task(), work: Self.endless)
      _ = await running.events(after: 0)
      await group.triggerGracefulShutdown()
      let events = await Self.end(of: running)
      #expect(events.last?.data == #"{"cancelled":true}"#)
      #expect(running.stopper == .server)
      visit.end()
    }
  }

  @Test func aJobThatWaitsWhenTheServerIsEndedIsNotLeftWaiting() async throws {
    let hub = hub()
    let (running, visit) = try hub.start(task(), work: Self.endless)
    await withTaskGroup(of: Void.self) { group in
      group.cancelAll()
      group.addTask { try? await hub.run() }
    }
    let events = await running.events(after: 0)
    #expect(running.finishedAt != nil)
    #expect(events.last?.data == #"{"cancelled":true}"#)
    #expect(throws: TaskError.shuttingDown) { try hub.start(task(), work: Self.endless) }
    visit.end()
  }
}
