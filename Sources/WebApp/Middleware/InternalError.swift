import Core

/// What people see of an error that nobody expected: nothing but the id under which it was logged.
struct InternalError: AppError {
  let requestID: String

  var code: String { "internal.error" }
  var kind: ErrorKind { .internal }
  var message: String {
    "Something went wrong on our side; nothing was charged for it. Try again, and tell the operator the id \(requestID) if it stays."
  }
  var details: [String: JSONValue] { ["request_id": .string(requestID)] }
}
