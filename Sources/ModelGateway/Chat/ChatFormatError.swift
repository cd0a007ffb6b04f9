package import Core

/// A `chat.json` that can't be understood: says which member is wrong and what it must be.
package struct ChatFormatError: AppError, Equatable {
  /// Where, such as `turns[2].role`.
  package let member: String
  /// What it must be, as the end of a sentence.
  package let expectation: String

  package var code: String { "request.invalid" }
  package var kind: ErrorKind { .invalidInput }
  package var message: String { "“\(member)” must be \(expectation)." }
  package var details: [String: JSONValue] { ["member": .string(member)] }
}
