import Core
import Storage

/// A chat as the API shows it.
struct ChatView: Encodable, Sendable {
  var id: String
  var title: String
  var datasetId: String?
  var createdAt: Timestamp
  var updatedAt: Timestamp

  init(_ chat: Chat) {
    id = chat.id.rawValue
    title = chat.title
    datasetId = chat.dataset?.rawValue
    createdAt = chat.createdAt
    updatedAt = chat.updatedAt
  }
}

/// A message as the API shows it; `content` is `{"text"}` of a person and the stored answer of the analyst.
struct MessageView: Encodable, Sendable {
  var id: String
  var role: String
  var content: JSONValue
  var taskId: String?
  var createdAt: Timestamp

  init(_ message: MessageRow) {
    id = message.id.rawValue
    role = message.role.rawValue
    content = message.content
    taskId = message.task?.rawValue
    createdAt = message.createdAt
  }
}
