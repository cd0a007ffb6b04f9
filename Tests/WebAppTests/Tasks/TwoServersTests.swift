import Core
import HTTPTypes
import HummingbirdTesting
import TestSupport
import Testing

@testable import Storage
@testable import WebApp

/// Two servers on one database: whichever a client comes to, it finds the same task (C4, C5, C7).
@Suite(.timeLimit(.minutes(2))) struct TwoServersTests {
  /// An endless answer on the first server; `body` gets its id once a piece of it is stored.
  private func withAnswer(
    _ body: @escaping @Sendable (ChatSite, SecondServer, RunningTask) async throws -> Void
  ) async throws {
    try await ChatSite.with { site in
      try await site.withSecondServer { second in
        try await withThrowingTaskGroup(of: Void.self) { group in
          group.addTask { _ = try await site.ask(ChatSite.endless, key: "one") }
          let running = try await Self.running(on: site)
          try await body(site, second, running)
          running.stop(by: .person)
          try await group.waitForAll()
        }
      }
    }
  }

  /// The task that runs in the site's chat, as soon as some of its output is stored.
  private static func running(on site: ChatSite) async throws -> RunningTask {
    let journal = TaskJournal(hub: site.services.hub, jobs: site.services.jobs)
    while true {
      if let running = site.services.hub.runningTask(in: site.chat) {
        await journal.save()
        let stored = try await site.services.jobs.progress(of: running.id, after: 0)
        if stored?.events.contains(where: { $0.name == "text" }) == true { return running }
      }
      await Task.yield()
    }
  }

  @Test func aStreamIsTakenUpOnAnotherServerWhileTheTaskRuns() async throws {
    try await withAnswer { site, second, running in
      async let followed = second.browser.send(.get, "/api/tasks/\(running.id)/events", headers: [.lastEventID: "1"])
      while try await site.services.jobs.signals(for: site.services.keeper.worker).first?.watchedUntil
        == Timestamp(milliseconds: 0)
      { await Task.yield() }
      running.stop(by: .person)
      let told = Told(try await followed)
      #expect(told.names.suffix(2) == ["receipt", "done"] && told.names.contains("text"))
      #expect(told.events.map(\.id) == Array(2..<(2 + told.events.count)), "nothing is left out or told twice")
      #expect(told.status == "stopped" && told.data("done")?["stored"] == nil)
      #expect(told.data("receipt")?["credits"] == 1)
    }
  }

  @Test func aStopOnAnotherServerReachesTheTask() async throws {
    try await withAnswer { site, second, running in
      let stopped = try await second.browser.send(.post, "/api/tasks/\(running.id)/stop")
      #expect(stopped.status == 202)
      await site.services.keeper.beatOnce()
      while running.finishedAt == nil { await Task.yield() }
      #expect(running.stopper == .person)
    }
  }

  @Test func nobodyElseCanFollowOrStopIt() async throws {
    try await withAnswer { site, second, running in
      let stranger = Browser(second.browser.client)
      try await stranger.send(.post, "/api/auth/guest")
      let followed = try await stranger.send(.get, "/api/tasks/\(running.id)/events")
      let stopped = try await stranger.send(.post, "/api/tasks/\(running.id)/stop")
      #expect([followed.status, stopped.status] == [404, 404])
    }
  }

  @Test func aChatIsAnsweredByOneServerAtATime() async throws {
    try await withAnswer { site, second, running in
      let seen = try await second.browser.send(.get, "/api/chats/\(site.chat)").json["running_task"]?.stringValue
      #expect(seen == running.id.rawValue)
      let refused = try await second.browser.send(
        .post, "/api/chats/\(site.chat)/messages", json: ["content": .string(ChatSite.plain)])
      #expect(refused.status == 409 && refused.code == "task.chat_busy")
      let credits = try await site.credits
      #expect(credits == [4, 1])
    }
  }

  @Test func theSameRequestOnAnotherServerIsTheSameTask() async throws {
    try await withAnswer { site, second, running in
      async let again = second.browser.send(
        .post, "/api/chats/\(site.chat)/messages",
        json: ["content": .string(ChatSite.endless), "idempotency_key": "one"])
      while try await site.services.jobs.signals(for: site.services.keeper.worker).first?.watchedUntil
        == Timestamp(milliseconds: 0)
      { await Task.yield() }
      running.stop(by: .person)
      let told = Told(try await again)
      #expect(told.data("task")?["task_id"]?.stringValue == running.id.rawValue && told.status == "stopped")
      let credits = try await site.credits
      #expect(credits == [4, 0])
    }
  }

  @Test func aListenerOnAnotherServerKeepsTheTaskRunning() async throws {
    try await withAnswer { site, _, running in
      let until = site.clock.now + .seconds(6)
      try await site.services.jobs.noteWatcher(of: running.id, until: until, delivered: 4)
      await site.services.keeper.beatOnce()
      #expect(running.isWatchedElsewhere(at: site.clock.now) && running.hasDeliveredOutput)
      site.clock.advance(by: .seconds(6))
      #expect(!running.isWatchedElsewhere(at: site.clock.now))
    }
  }

  @Test func aTaskWhoseServerShowsNoSignOfLifeIsEndedByAnotherOneAndIsFree() async throws {
    try await withAnswer { site, second, running in
      await second.services.keeper.beatOnce()
      site.clock.advance(by: site.services.keeper.length)
      await second.services.keeper.beatOnce()
      let told = Told(try await second.browser.send(.get, "/api/tasks/\(running.id)/events?after=1"))
      #expect(told.names.suffix(3) == ["receipt", "error", "done"])
      #expect(told.data("error")?["error"]?["code"] == "task.interrupted")
      #expect(told.data("receipt")?["credits"] == 0)
      let (credits, messages) = (try await site.credits, try await site.messages)
      #expect(credits == [5, 0] && messages.count == 2)
      let blocks = messages.last?["content"]?["blocks"]?.arrayValue ?? []
      #expect(blocks.count == 1 && blocks.first?["text"]?.stringValue?.isEmpty == false, "what was said is kept")

      // The server that was taken for dead wakes up: it can neither charge nor answer any more.
      await site.services.keeper.beatOnce()
      while running.finishedAt == nil { await Task.yield() }
      let late = await running.events(after: 0)
      #expect(late.last?.data == #"{"status":"failed"}"#)
      #expect(late.contains { $0.name == "error" && $0.data.contains("task.interrupted") })
      let (after, now) = (try await site.messages, try await site.credits)
      #expect(after == messages && now == [5, 0])
      let next = try await site.ask(ChatSite.plain)
      #expect(next.status == "complete", "the chat can be used again")
    }
  }

  /// As after a crash before the first event was stored.
  @Test func aClientThatHasSeenMoreThanIsStoredGetsTheEnding() async throws {
    try await ChatSite.with { site in
      let told = try await site.ask(ChatSite.plain, key: "one")
      let task = try #require(told.data("task")?["task_id"]?.stringValue)
      try await site.execute("UPDATE jobs SET event_count = 0")
      try await site.withSecondServer { second in
        let followed = Told(
          try await second.browser.send(.get, "/api/tasks/\(task)/events", headers: [.lastEventID: "1"]))
        #expect(followed.names == ["receipt", "done"] && followed.status == "complete")
      }
    }
  }
}
