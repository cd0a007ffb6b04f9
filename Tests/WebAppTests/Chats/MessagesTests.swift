import Core
import HTTPTypes
import ModelGateway
import ProviderSimulator
import Storage
import HummingbirdTesting
import TestSupport
import Testing

@testable import WebApp

/// Asking a question, as a client sees it (C2, C4, C5, C7).
@Suite(.timeLimit(.minutes(2))) struct MessagesTests {
  @Test func aQuestionIsAnsweredStoredAndCharged() async throws {
    try await ChatSite.with { site in
      let told = try await site.ask(ChatSite.plain)
      #expect(told.names == ["task", "step", "text", "receipt", "done"])
      #expect(told.status == "complete" && told.data("receipt")?["credits"] == 1)
      let messages = try await site.messages
      #expect(messages.map { $0["role"]?.stringValue } == ["user", "assistant"])
      #expect(messages.last?["content"]?["receipt"] == told.data("receipt"))
      let credits = try await site.credits
      #expect(credits == [4, 0])
    }
  }

  @Test func aQuestionThatCannotBeStoredLeavesNothingBehind() async throws {
    try await ChatSite.with { site in
      try await site.execute(
        "CREATE TRIGGER broken BEFORE UPDATE OF title ON chats BEGIN SELECT RAISE(ABORT, 'broken'); END")
      let refused = try await site.ask(ChatSite.plain, key: "again")
      #expect(refused.answer.status >= 400 && refused.events.isEmpty)
      let (messages, credits) = (try await site.messages, try await site.credits)
      #expect(messages.isEmpty && credits == [5, 0])
      try await site.execute("DROP TRIGGER broken")
      let told = try await site.ask(ChatSite.plain, key: "again")
      #expect(told.status == "complete", "the idempotency key is not used up")
    }
  }

  @Test func aZeroCharacterIsRefusedAndLeavesNothingBehind() async throws {
    try await ChatSite.with { site in
      let refused = try await site.ask("[sim:no-code] zero \0 character")
      #expect((400..<500).contains(refused.answer.status))
      let (messages, credits) = (try await site.messages, try await site.credits)
      #expect(messages.isEmpty && credits == [5, 0])
      let title = try await site.browser.send(.get, "/api/chats/\(site.chat)").json["chat"]?["title"]
      #expect(title == "")
    }
  }

  @Test func anAnswerThatCannotBeStoredIsToldAsAFailureThatCostNothing() async throws {
    try await ChatSite.with { site in
      try await site.execute(
        """
        CREATE TRIGGER broken BEFORE INSERT ON messages WHEN NEW.role = 'assistant'
        BEGIN SELECT RAISE(ABORT, 'broken'); END
        """)
      let told = try await site.ask(ChatSite.plain, key: "once")
      #expect(told.names == ["task", "step", "text", "receipt", "error", "done"])
      #expect(told.status == "failed" && told.data("receipt")?["credits"] == 0)
      let credits = try await site.credits
      #expect(credits == [5, 0])
    }
  }

  @Test func theReceiptIsNotToldBeforeItsChargeIsWritten() async throws {
    try await ChatSite.with { site in
      // Neither the answer nor its failure can be recorded: nobody is told of a charge.
      try await site.execute(
        "CREATE TRIGGER broken BEFORE INSERT ON task_records BEGIN SELECT RAISE(ABORT, 'broken'); END")
      let told = try await site.ask(ChatSite.plain)
      #expect(told.names == ["task", "step", "text", "error", "done"] && told.status == "failed")
      let credits = try await site.credits
      #expect(credits == [4, 1], "the hold frees itself")
    }
  }

  /// The answer to a COMMIT may be lost at any write of a turn; the next attempt finds what is there already.
  @Test(arguments: 1...4)
  func anAnswerIsToldAsItIsWhenACommitWasNotConfirmed(write: Int) async throws {
    try await ChatSite.with { site in
      site.database.plan(Array(repeating: nil, count: write) + [.after])
      let told = try await site.ask(ChatSite.plain)
      #expect(site.database.isQuiet)
      #expect(told.names == ["task", "step", "text", "receipt", "done"])
      #expect(told.status == "complete" && told.data("receipt")?["credits"] == 1)
      let (credits, messages) = (try await site.credits, try await site.messages)
      #expect(credits == [4, 0] && messages.count == 2)
    }
  }

  @Test func aQuestionWhoseServerDiedIsToldAsInterrupted() async throws {
    try await ChatSite.with { site in
      _ = try await site.ask(ChatSite.plain, key: "lost")
      try await site.execute("DELETE FROM messages WHERE role = 'assistant'")
      try await Self.forgetFinishedTasks(site)
      let again = try await site.ask(ChatSite.plain, key: "lost")
      #expect(again.answer.status == 503 && again.answer.code == "task.interrupted")
    }
  }

  @Test func theSameKeyForAnotherQuestionIsRefusedWhileTheFirstIsStillKnown() async throws {
    try await ChatSite.with { site in
      let other = try await site.newChat()
      let first = try await site.ask(ChatSite.plain, key: "shared")
      let second = try await site.ask(ChatSite.plain + "!", key: "shared", in: other)
      #expect(first.status == "complete")
      #expect(second.answer.status == 409 && second.answer.code == "request.idempotency_key_reused")
      let credits = try await site.credits
      #expect(credits == [4, 0])
    }
  }

  @Test func aTaskThatIsOverIsPlayedFromTheChat() async throws {
    try await ChatSite.with { site in
      let live = try await site.ask(ChatSite.plain, key: "first")
      let task = try #require(live.data("task")?["task_id"]?.stringValue)
      try await Self.forgetFinishedTasks(site)
      let whole = Told(try await site.browser.send(.get, "/api/tasks/\(task)/events"))
      #expect(whole.names == ["task", "text", "receipt", "done"])
      #expect(whole.data("task")?["price"] == 1 && whole.data("task")?["chat"] == live.data("task")?["chat"])
      let rest = Told(
        try await site.browser.send(.get, "/api/tasks/\(task)/events", headers: [.lastEventID: "900"]))
      #expect(rest.events.map(\.id) == [901, 902] && rest.names == ["receipt", "done"])
      #expect(rest.data("done")?["stored"] == true)
    }
  }

  @Test func refusalsReachTheOperatorsErrors() async throws {
    try await ChatSite.with { site in
      try await site.execute("UPDATE accounts SET available = 0")
      let refused = try await site.ask(ChatSite.plain)
      #expect(refused.answer.status == 402)
      let codes = try await site.database.read { db in
        try db.rows("SELECT error_code FROM task_records", []).map { try $0.optionalText("error_code") }
      }
      #expect(codes == ["credits.insufficient"])
    }
  }

  /// Lets the hub forget what is over: it does so when the next task begins.
  private static func forgetFinishedTasks(_ site: ChatSite) async throws {
    site.clock.advance(by: .seconds(600))
    _ = try await site.ask(ChatSite.plain, in: try await site.newChat())
  }
}
