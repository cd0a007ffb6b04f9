import Core
import Storage

/// What a person asked for and doesn't have. Others' things are not found either, so that ids tell nothing.
enum NotFound: String, AppError {
  case chat, dataset, user

  var code: String { "\(rawValue).not_found" }
  var kind: ErrorKind { .notFound }

  var message: String {
    switch self {
    case .chat: "There is no such chat; it may have been deleted."
    case .dataset: "There is no such data set; it may have been removed. Upload it again."
    case .user: "There is no such user."
    }
  }
}

extension ChatStore {
  /// The chat, when it belongs to this person.
  func owned(_ id: ChatID?, by user: UserID) async throws -> Chat {
    guard let id, let chat = try await chat(id, of: user) else { throw NotFound.chat }
    return chat
  }
}
