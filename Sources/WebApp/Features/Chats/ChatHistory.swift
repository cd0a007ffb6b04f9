import Core
import ModelGateway
import Storage

/// What the model is told of the conversation so far: the last questions and the text of their answers, bounded.
enum ChatHistory {
  /// The most turns and characters that are passed on; older ones are left out.
  static let mostMessages = 12
  static let mostCharactersPerMessage = 4_000

  static func turns(of chat: ChatID, in store: ChatStore) async throws -> [ChatTurn] {
    try await store.messages(of: chat, limit: mostMessages).suffix(mostMessages).compactMap(turn)
  }

  private static func turn(_ message: MessageRow) -> ChatTurn? {
    let text = message.role == .user ? message.content["text"]?.stringValue : answerText(message.content)
    guard let text, !text.isEmpty else { return nil }
    return ChatTurn(
      role: message.role == .user ? .user : .assistant,
      parts: [.text(text.beginning(characters: mostCharactersPerMessage))])
  }

  private static func answerText(_ content: JSONValue) -> String {
    (content["blocks"]?.arrayValue ?? []).compactMap { block in
      switch block["type"] {
      case "text": block["text"]?.stringValue
      case "code": block["code"]?.stringValue.map { "```python\n\($0)\n```" }
      default: nil
      }
    }.joined(separator: "\n")
  }
}
