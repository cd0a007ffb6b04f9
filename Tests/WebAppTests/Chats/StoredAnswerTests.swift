import Core
import Storage
import Testing

@testable import WebApp

@Suite struct StoredAnswerTests {
  private let chat = Chat(user: UserID(), title: "Sales", createdAt: Timestamp(milliseconds: 0))

  private func answer(_ more: [String: JSONValue] = [:]) -> MessageRow {
    var content: [String: JSONValue] = [
      "blocks": [["type": "text", "text": "It is 4."], ["type": "code", "code": "print(4)", "attempt": 1]],
      "receipt": ["payer": "platform", "provider": "openai", "model": "m", "credits": 3], "price": 3,
    ]
    content.merge(more) { $1 }
    return MessageRow(
      id: MessageID(trusted: "t.a"), chat: chat.id, role: .assistant, task: TaskID(trusted: "t"),
      content: .object(content), createdAt: chat.createdAt)
  }

  @Test func theWholeAnswerBeginsWithItsTask() throws {
    let events = StoredAnswer.events(of: answer(), in: chat)
    #expect(events.map(\.name) == ["task", "text", "code", "receipt", "done"])
    #expect(events.map(\.number) == Array(1...5))
    let task = try JSONValue(parsing: events[0].data)
    #expect(task["task_id"] == "t" && task["payer"] == "platform" && task["price"] == 3 && task["model"] == "m")
    #expect(task["chat"]?["title"] == "Sales" && task["user_message_id"] == "t.q" && task["message_id"] == "t.a")
    #expect(events.last?.data == #"{"status":"complete"}"#)
  }

  @Test func whoHasSeenAPartIsToldTheEndAndToFetchTheRest() {
    let events = StoredAnswer.ending(of: answer(["error": ["code": "x"]]).content, after: 41)
    #expect(events.map(\.name) == ["receipt", "error", "done"])
    #expect(events.map(\.number) == [42, 43, 44])
    #expect(events.last?.data == #"{"status":"failed","stored":true}"#)
  }

  @Test func aStoppedAnswerSaysSo() {
    let events = StoredAnswer.events(of: answer(["stopped": true]), in: nil)
    #expect(events.last?.data == #"{"status":"stopped"}"#)
  }
}
