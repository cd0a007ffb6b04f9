package import Core

/// Why a question has no answer; none of these is charged.
package enum AnswerError: AppError, Equatable {
  /// The model said nothing.
  case empty
  /// The model or its provider declined to answer.
  case refused
  /// No program ran to its end, repairs included; tells the last one's error.
  case codeFailed(type: String, message: String)

  package var code: String {
    switch self {
    case .empty: "answer.empty"
    case .refused: "answer.refused"
    case .codeFailed: "answer.code_failed"
    }
  }

  package var kind: ErrorKind { .upstream }

  package var message: String {
    switch self {
    case .empty: "The model gave no answer. Nothing was charged; ask again or choose another model."
    case .refused: "The model declined to answer this. Nothing was charged; put the question differently."
    case .codeFailed(let type, _):
      """
      The program failed and could not be repaired (\(type)). Nothing was charged; put the question differently or \
      choose a stronger model.
      """
    }
  }

  package var isRetryable: Bool { true }

  package var details: [String: JSONValue] {
    guard case .codeFailed(let type, let message) = self else { return [:] }
    return ["type": .string(type), "message": .string(message)]
  }
}
