import Core
import CreditLedger
import KeySealing
import HTTPTypes
import Metering
import ModelGateway
import ProviderSimulator
import Storage
import TestSupport
import Testing

@testable import WebApp

/// C5, K4: what a turn that is cut short costs, by who cut it short; and turns that two servers take at once.
@Suite(.timeLimit(.minutes(2))) struct StoppedTurnTests {
  enum Case: CaseIterable { case person, seen, unseen, server }

  @Test(arguments: Case.allCases)
  func aStoppedTurnCostsWhatItsReaderGot(how: Case) async throws {
    try await ChatSite.with { site in
      let turn = try await Self.turn(site, ChatSite.endless)
      let task = RunningTask(id: turn.task, user: turn.user, chat: turn.chat.id, wish: turn.question)
      let (running, visit) = try site.services.hub.start(task) { [runner = site.services.chatTurns] in
        await runner.run(turn, as: $0)
      }
      let seen = await Self.events(of: running) { $0.contains { $0.name == "text" } }
      if how == .seen { running.noteDelivery(upTo: seen.count) }
      running.stop(by: how == .person ? .person : how == .server ? .server : .desertion)
      let all = await Self.events(of: running) { $0.last?.name == "done" }
      let isPaid = how == .person || how == .seen
      let credits = try await site.services.ledgerCredits(of: turn.account, now: site.clock.now)
      #expect(credits == (isPaid ? 4 : 5))
      #expect(all.last?.data == (how == .server ? #"{"status":"failed"}"# : #"{"status":"stopped"}"#))
      #expect(all.contains { $0.name == "error" && $0.data.contains("task.shutting_down") } == (how == .server))
      #expect(all.contains { $0.name == "receipt" && $0.data.contains(isPaid ? #""credits":1"# : #""credits":0"#) })
      visit.end()
    }
  }

  @Test func aSecondServerWithTheSameTurnWritesAndCallsNothing() async throws {
    try await ChatSite.with { site in
      let saved = try await site.browser.send(
        .post, "/settings/model",
        json: [
          "provider": "openai", "model": .string(Self.model(site)), "use_own_key": true,
          "api_key": "sk-sim-good-0001abcd",
        ])
      #expect(saved.status == 200)
      let first = try await site.ask(ChatSite.plain, key: "twice")
      #expect(first.data("task")?["payer"] == "own_key")
      let calls = site.simulator.log.requests.count
      let task = TaskID(trusted: try #require(first.data("task")?["task_id"]?.stringValue))
      let turn = try await Self.turn(site, ChatSite.plain, id: task, ownKey: true)
      let second = RunningTask(id: task, user: turn.user, chat: turn.chat.id, wish: turn.question)
      await site.services.chatTurns.run(turn, as: second)
      #expect(second.refusal?.code == "task.duplicate" && !second.hasEvents)
      #expect(site.simulator.log.requests.count == calls)
      let messages = try await site.messages
      #expect(messages.count == 2)
    }
  }

  private static func model(_ site: ChatSite) -> String {
    site.services.catalog.models(at: .openai).first { $0.tier == 1 }?.id ?? ""
  }

  private static func turn(
    _ site: ChatSite, _ question: String, id: TaskID = TaskID(), ownKey: Bool = false
  ) async throws -> ChatTurnRequest {
    let row = try #require(
      try await site.database.read { try $0.row("SELECT id, user_id FROM sessions", []) })
    let (session, user): (SessionID, UserID) = (try row.id("id"), try row.id("user_id"))
    let chat = try #require(try await ChatStore(database: site.database).chat(site.chat, of: user))
    let account = try #require(try await LedgerStore(database: site.database).account(of: user))
    let sealed = site.browser.cookies.first { $0.key.contains("key_openai") }.map { SealedKey(unverified: $0.value) }
    return ChatTurnRequest(
      task: id, chat: chat, question: question, user: user, account: account.id, session: session,
      settings: ModelSettings(
        provider: .openai, model: model(site), useOwnKey: ownKey, temperature: nil, maxTokens: nil),
      ownKey: ownKey ? .on(sealed) : .off)
  }

  /// The task's events as soon as they are enough.
  private static func events(
    of running: RunningTask, until isEnough: ([JobEvent]) -> Bool
  ) async -> [JobEvent] {
    var events: [JobEvent] = []
    while !isEnough(events) {
      let more = await running.events(after: events.count)
      if more.isEmpty { break }
      events += more
    }
    return events
  }
}

extension Services {
  fileprivate func ledgerCredits(of account: AccountID, now: Timestamp) async throws -> Credits {
    try await LedgerStore(database: database).balance(of: account, now: now).available
  }
}
