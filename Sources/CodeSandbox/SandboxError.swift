package import Core

/// Trouble of the sandbox itself, never of the program in it.
package enum SandboxError: AppError, Equatable {
  /// A program that the sandbox needs is not installed; `install` is the line that helps.
  case toolMissing(name: String, install: String)
  /// The kernel or the container forbids the isolation, so that no code may run.
  case notPermitted(reason: String)
  /// Python starts but isn't complete.
  case pythonIncomplete(reason: String)
  case datasetUnreadable(name: String)
  /// More programs wait than may.
  case busy
  case cancelled
  /// The run ended without a readable result.
  case failed(reason: String)

  package var code: String {
    switch self {
    case .toolMissing: "sandbox.tool_missing"
    case .notPermitted: "sandbox.not_permitted"
    case .pythonIncomplete: "sandbox.python_incomplete"
    case .datasetUnreadable: "sandbox.dataset_unreadable"
    case .busy: "sandbox.busy"
    case .cancelled: "sandbox.cancelled"
    case .failed: "sandbox.failed"
    }
  }

  package var kind: ErrorKind {
    switch self {
    case .toolMissing, .notPermitted, .pythonIncomplete, .busy: .unavailable
    case .datasetUnreadable, .cancelled, .failed: .internal
    }
  }

  package var message: String {
    switch self {
    case .toolMissing(let name, let install):
      "Code can't run because \(name) is missing. Whoever runs this server can install it: \(install)"
    case .notPermitted(let reason):
      "Code can't run because this system doesn't allow it to be isolated, and it never runs unprotected: \(reason)"
    case .pythonIncomplete(let reason):
      "Code can't run because the Python environment isn't complete: \(reason)"
    case .datasetUnreadable(let name):
      "The file of the data set \(name) can't be read by the sandbox. Upload it again."
    case .busy: "Too many programs are waiting to run. Try again in a moment."
    case .cancelled: "The run was stopped."
    case .failed: "The sandbox ended without a result. Try again."
    }
  }

  package var isRetryable: Bool {
    switch self {
    case .busy, .failed: true
    case .toolMissing, .notPermitted, .pythonIncomplete, .datasetUnreadable, .cancelled: false
    }
  }

  /// Includes the reason, for the log of the operator.
  package var description: String {
    guard case .failed(let reason) = self else { return "\(code): \(message)" }
    return "\(code): \(message) (\(reason))"
  }
}
