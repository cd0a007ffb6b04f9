import Core

/// Why a task can't be started or found.
enum TaskError: AppError, Equatable {
  case busy
  case chatBusy
  case shuttingDown
  case notFound
  case interrupted
  /// Another server, or an earlier request, has taken the same task.
  case taken
  /// One person has as many tasks running as one may.
  case tooMany(Int)
  /// The stream of the task is full.
  case tooMuchOutput

  var code: String {
    switch self {
    case .busy: "task.server_busy"
    case .chatBusy: "task.chat_busy"
    case .shuttingDown: "task.shutting_down"
    case .notFound: "task.not_found"
    case .interrupted: "task.interrupted"
    case .taken: "task.duplicate"
    case .tooMany: "task.too_many"
    case .tooMuchOutput: "task.too_much_output"
    }
  }

  var kind: ErrorKind {
    switch self {
    case .busy, .shuttingDown, .interrupted: .unavailable
    case .chatBusy, .taken: .conflict
    case .notFound: .notFound
    case .tooMany: .rateLimited
    case .tooMuchOutput: .tooLarge
    }
  }

  var message: String {
    switch self {
    case .busy: "The server is working on as many tasks as it can; please try again in a minute."
    case .chatBusy: "This chat is still being answered; wait for the answer or stop it."
    case .shuttingDown: "The server is restarting; please try again in a minute."
    case .notFound: "There is no such task here any more; open its chat to see what was saved."
    case .interrupted: "This was interrupted before it was answered; nothing was charged, please ask again."
    case .taken: "This request has been taken already; open the chat to see its answer."
    case .tooMany(let most):
      "You have \(most) questions being answered at once, which is the most; wait for one of them or stop it."
    case .tooMuchOutput:
      "The answer is longer than what can be shown as it comes; open the chat again to see all that was saved."
    }
  }
}
