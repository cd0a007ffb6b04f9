package import Core

/// What the ledger refuses, in words for people.
package enum CreditError: AppError, Hashable {
  /// Not enough credits; `remaining` is what is available now.
  case insufficient(required: Credits, remaining: Credits)
  /// An amount that is not a whole number from 1 to `Credits.largest` (an adjustment: not 0, at most that far from it).
  case invalidAmount
  /// A hold that would be over before it began.
  case invalidExpiry
  case unknownAccount
  /// A task id or an idempotency key that was used for something else before.
  case conflict

  package var code: String {
    switch self {
    case .insufficient: "credits.insufficient"
    case .invalidAmount: "credits.invalid_amount"
    case .invalidExpiry: "credits.invalid_expiry"
    case .unknownAccount: "credits.unknown_account"
    case .conflict: "credits.conflict"
    }
  }

  package var kind: ErrorKind {
    switch self {
    case .insufficient: .insufficientCredits
    case .invalidAmount, .invalidExpiry: .invalidInput
    case .unknownAccount: .notFound
    case .conflict: .conflict
    }
  }

  package var message: String {
    switch self {
    case .insufficient(let required, let remaining):
      "This needs \(required) and \(remaining.amount) \(remaining.amount == 1 ? "is" : "are") left: "
        + "pick a cheaper model, use your own key, or ask for credits."
    case .invalidAmount: "An amount of credits is a whole number from 1 to \(Credits.largest.amount)."
    case .invalidExpiry: "A hold must end after it begins."
    case .unknownAccount: "There is no such credit account."
    case .conflict: "This task id or idempotency key was used for something else before; use a new one."
    }
  }

  package var details: [String: JSONValue] {
    guard case .insufficient(let required, let remaining) = self else { return [:] }
    return ["required": .int(required.amount), "remaining": .int(remaining.amount)]
  }
}
