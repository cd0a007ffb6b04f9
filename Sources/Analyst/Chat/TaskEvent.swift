package import CodeSandbox
package import Core

/// One event of a task's stream.
package enum TaskEvent: Sendable, Equatable {
  /// The task was accepted: payer, price, model, and the ids of the chat and its messages.
  case task(JSONValue)
  /// `attempt` counts programs from 1 and is nil where there is none.
  case step(AnswerStep, attempt: Int?)
  case text(delta: String)
  case code(String, attempt: Int)
  case run(RunResult, attempt: Int)
  case receipt(JSONValue)
  case error(TaskFailure)
  case done(AnswerStatus)

  /// The name of the event in the stream.
  package var name: String {
    switch self {
    case .task: "task"
    case .step: "step"
    case .text: "text"
    case .code: "code"
    case .run: "run"
    case .receipt: "receipt"
    case .error: "error"
    case .done: "done"
    }
  }

  /// The event's data.
  package var payload: JSONValue {
    switch self {
    case .task(let started): return started
    case .receipt(let receipt): return receipt
    case .error(let failure): return ["error": failure.json]
    case .done(let status): return ["status": .string(status.rawValue)]
    case .text(let delta): return ["delta": .string(delta)]
    case .code(let code, let attempt): return ["code": .string(code), "attempt": .int(Int64(attempt))]
    case .run(let result, let attempt): return result.json.adding("attempt", .int(Int64(attempt)))
    case .step(let step, let attempt):
      let named: JSONValue = ["name": .string(step.rawValue)]
      return attempt.map { named.adding("attempt", .int(Int64($0))) } ?? named
    }
  }
}

extension JSONValue {
  /// The object with one member more; any other value is left as it is.
  func adding(_ key: String, _ value: JSONValue) -> JSONValue {
    guard case .object(var members) = self else { return self }
    members[key] = value
    return .object(members)
  }
}
