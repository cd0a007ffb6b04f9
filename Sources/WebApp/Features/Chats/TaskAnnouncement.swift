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
}
