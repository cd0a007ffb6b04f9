import Core

/// Why a task can't be started or found.
enum TaskError: AppError, Equatable {
  case busy
  case chatBusy
  case shuttingDown
  case notFound
  case interrupted

  var code: String {
    switch self {
    case .busy: "task.server_busy"
    case .chatBusy: "task.chat_busy"
    case .shuttingDown: "task.shutting_down"
    case .notFound: "task.not_found"
    case .interrupted: "task.interrupted"
    }
  }

  var kind: ErrorKind {
    switch self {
    case .busy, .shuttingDown, .interrupted: .unavailable
    case .chatBusy: .conflict
    case .notFound: .notFound
    }
  }

  var message: String {
    switch self {
    case .busy: "The server is working on as many tasks as it can; please try again in a minute."
    case .chatBusy: "This chat is still being answered; wait for the answer or stop it."
    case .shuttingDown: "The server is restarting; please try again in a minute."
    case .notFound: "There is no such task here any more; open its chat to see what was saved."
    case .interrupted: "The server was stopped before this was answered; nothing was charged, please ask again."
    }
  }
}
