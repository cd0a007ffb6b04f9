package import Core

/// What the store of people refuses.
package enum UserError: AppError, Hashable {
  /// Another person has this e-mail address, in whatever case it is written.
  case emailTaken

  package var code: String { "auth.email_taken" }
  package var kind: ErrorKind { .conflict }
  package var message: String { "There is an account with this e-mail address; sign in, or use another address." }
}
