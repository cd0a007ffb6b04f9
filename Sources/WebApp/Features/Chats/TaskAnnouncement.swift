import Core
import Metering
import Storage

/// The first event of a task: who pays, what it costs, and where it belongs.
enum TaskAnnouncement {
  static func of(_ turn: ChatTurnRequest, accepted: TaskAccepted) -> JSONValue {
    var event: [String: JSONValue] = [
      "task_id": .string(turn.task.rawValue),
      "payer": .string(accepted.payer.rawValue),
      "price": .int(accepted.price.amount),
      "provider": .string(turn.settings.provider.rawValue),
      "model": .string(turn.settings.model),
      "user_message_id": .string(turn.questionID.rawValue),
      "message_id": .string(turn.answerID.rawValue),
      "chat": [
        "id": .string(turn.chat.id.rawValue),
        "title": .string(turn.chat.title.isEmpty ? turn.titleFromQuestion : turn.chat.title),
      ],
    ]
    event["key_hint"] = accepted.keyHint.map { .string($0.text) }
    return .object(event)
  }

  /// The same from a stored answer, for a client that asks again.
  static func of(_ answer: MessageRow, in chat: Chat?) -> JSONValue {
    let task = answer.task ?? TaskID()
    let receipt = answer.content["receipt"]
    var event: [String: JSONValue] = [
      "task_id": .string(task.rawValue),
      "user_message_id": .string(ChatTurnRequest.questionID(of: task).rawValue),
      "message_id": .string(answer.id.rawValue),
      "chat": ["id": .string(answer.chat.rawValue), "title": .string(chat?.title ?? "")],
    ]
    event["price"] = answer.content["price"]
    for name in ["payer", "provider", "model", "key_hint"] { event[name] = receipt?[name] }
    return .object(event)
  }
}
