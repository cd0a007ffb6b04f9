import Core
import CreditLedger
import Storage

/// How a task ended, and what follows for its credits.
enum TaskEnding: Sendable {
  case complete
  /// The person stopped it, or left.
  case stopped(outputBegan: Bool)
  case failed(code: String)

  init(failure: (any Error)?, outputBegan: Bool) {
    switch failure {
    case nil: self = .complete
    case is CancellationError: self = .stopped(outputBegan: outputBegan)
    case let stop as TaskStop: self.init(stop, outputBegan: outputBegan)
    case let error as any AppError: self = .failed(code: error.code)
    default: self = .failed(code: "internal.error")
    }
  }

  private init(_ stop: TaskStop, outputBegan: Bool) {
    switch stop {
    case .byPerson: self = .stopped(outputBegan: outputBegan)
    case .byDesertion(let delivered): self = .stopped(outputBegan: outputBegan && delivered)
    case .byServer: self = .failed(code: MeteringError.shuttingDown.code)
    }
  }

  /// C5: an answer is paid, a stopped one only when it had begun, a failure never.
  var isCharged: Bool {
    switch self {
    case .complete, .stopped(outputBegan: true): true
    case .stopped, .failed: false
    }
  }

  var releaseReason: ReleaseReason {
    switch self {
    case .stopped: .cancelled
    case .failed(code: "answer.empty"): .emptyAnswer
    case .failed(code: "task.shutting_down"): .shutdown
    case .failed, .complete: .failure
    }
  }

  var status: UsageStatus {
    switch self {
    case .complete: .ok
    case .stopped: .cancelled
    case .failed: .error
    }
  }

  var errorCode: String? {
    guard case .failed(let code) = self else { return nil }
    return code
  }
}
