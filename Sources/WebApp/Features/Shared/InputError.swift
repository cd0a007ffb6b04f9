import Core
import Hummingbird

/// Values that are well-formed and name something that does not exist, or contradict what came before.
enum InputError: AppError, Equatable {
  case unknownProvider(String)
  /// The same idempotency key came with another request.
  case idempotencyKeyReused

  var code: String {
    switch self {
    case .unknownProvider: "provider.unknown"
    case .idempotencyKeyReused: "request.idempotency_key_reused"
    }
  }

  var kind: ErrorKind {
    switch self {
    case .unknownProvider: .invalidInput
    case .idempotencyKeyReused: .conflict
    }
  }

  var message: String {
    switch self {
    case .unknownProvider:
      "There is no such provider; choose one of \(Provider.allCases.map(\.rawValue).joined(separator: ", "))."
    case .idempotencyKeyReused: "This idempotency key was used for another request; make a new one for a new request."
    }
  }
}
