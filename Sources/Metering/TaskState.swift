import CreditLedger

/// What became of a task whose id comes again.
package enum TaskState: String, Sendable, Equatable {
  case running, answered, failed, expired

  init(_ hold: HoldState) {
    switch hold {
    case .pending: self = .running
    case .settled: self = .answered
    case .released: self = .failed
    case .expired: self = .expired
    }
  }

  var sentence: String {
    switch self {
    case .running: "This request is being worked on already; its answer will be in the chat."
    case .answered: "This request has been answered already; its answer is in the chat."
    case .failed: "This request ended without an answer and cost nothing; please send it again as a new one."
    case .expired: "This request was interrupted and cost nothing; please send it again as a new one."
    }
  }
}
