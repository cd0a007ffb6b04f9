package import Core
import ModelGateway

/// Why a task was not run or did not end well. Nothing is charged when one of these is thrown.
package enum MeteringError: AppError, Equatable {
  case insufficientCredits(required: Credits, remaining: Credits)
  /// "Use my own key" is on, and there is no usable key for the provider.
  case keyMissing(Provider)
  case keyExpired(Provider)
  /// The name is not told again: it may be a key that was typed into the wrong field.
  case modelUnknown
  /// The operator has no key for this provider; it can only be used with an own key.
  case ownKeyOnly(Provider)
  /// The same task id has been taken before, and this is what became of it.
  case duplicate(TaskID, TaskState)
  /// The same idempotency key came with another wish.
  case keyReused(TaskID)
  /// The credits that were set aside for the task are gone.
  case holdLost
  /// The task ran longer than any may.
  case tooLong(Duration)
  /// The server was stopped before the task had ended.
  case shuttingDown
  /// A provider's error, scrubbed; under an own key `creditsInstead` is the price of sending the same on credits.
  case provider(ProviderFailureReport)

  package var code: String {
    switch self {
    case .insufficientCredits: "credits.insufficient"
    case .keyMissing: "key.missing"
    case .keyExpired: "key.expired"
    case .modelUnknown: "model.unknown"
    case .ownKeyOnly: "provider.own_key_only"
    case .duplicate: "task.duplicate"
    case .keyReused: "request.idempotency_key_reused"
    case .holdLost, .tooLong: "task.too_long"
    case .shuttingDown: "task.shutting_down"
    case .provider(let report): report.code
    }
  }

  package var kind: ErrorKind {
    switch self {
    case .insufficientCredits: .insufficientCredits
    case .keyMissing, .keyExpired, .duplicate, .keyReused: .conflict
    case .modelUnknown, .ownKeyOnly: .invalidInput
    case .holdLost, .tooLong, .shuttingDown: .unavailable
    case .provider(let report): report.kind
    }
  }

  package var message: String {
    switch self {
    case .insufficientCredits(let required, let remaining):
      "This needs \(required) and you have \(remaining); choose a cheaper model, use your own key, or ask for credits."
    case .keyMissing(let provider):
      "There is no \(provider.displayName) key in this session; enter it again in the settings, or send this one with credits."
    case .keyExpired(let provider):
      "Your \(provider.displayName) key has expired here; enter it again in the settings, or send this one with credits."
    case .modelUnknown: "There is no such model for this provider; choose one from the list."
    case .ownKeyOnly(let provider):
      "\(provider.displayName) can be used with your own key only on this server; add a key or choose another model."
    case .duplicate(_, let state): state.sentence
    case .keyReused: "This idempotency key was used for another request; make a new one for a new request."
    case .holdLost: "The task took longer than its credits were held for; nothing was charged, please try again."
    case .tooLong(let limit):
      "The task took longer than \(max(limit.components.seconds / 60, 1)) minutes and was ended; nothing was charged, please ask for less at once."
    case .shuttingDown:
      "The server is restarting and stopped this task; nothing was charged, please ask again in a minute."
    case .provider(let report): report.message
    }
  }

  package var isRetryable: Bool {
    switch self {
    case .holdLost, .tooLong, .shuttingDown: true
    case .provider(let report): report.isRetryable
    default: false
    }
  }

  package var helpURL: String? {
    guard case .provider(let report) = self else { return nil }
    return report.helpURL
  }

  package var details: [String: JSONValue] {
    switch self {
    case .insufficientCredits(let required, let remaining):
      ["required": .int(required.amount), "remaining": .int(remaining.amount)]
    case .keyMissing(let provider), .keyExpired(let provider): ["fix_key": .string(provider.rawValue)]
    case .duplicate(let task, let state): ["task_id": .string(task.rawValue), "state": .string(state.rawValue)]
    case .keyReused(let task): ["task_id": .string(task.rawValue)]
    case .provider(let report): report.details
    case .modelUnknown, .ownKeyOnly, .holdLost, .tooLong, .shuttingDown: [:]
    }
  }
}
