package import Core

/// Why a person could not sign in, sign up or do what needs a session.
package enum AuthError: AppError, Equatable {
  case required
  case adminOnly
  case accountOnly
  case invalidCredentials
  case emailTaken
  case invalidEmail
  case weakPassword(reason: String)
  case tooManyAttempts(retryAfter: Duration)
  case guestsOff
  case signUpOff
  /// More password checks wait than the server takes at once.
  case busy

  package var code: String {
    switch self {
    case .required: "auth.required"
    case .adminOnly: "auth.admin_only"
    case .accountOnly: "auth.account_only"
    case .invalidCredentials: "auth.invalid_credentials"
    case .emailTaken: "auth.email_taken"
    case .invalidEmail: "auth.invalid_email"
    case .weakPassword: "auth.weak_password"
    case .tooManyAttempts: "auth.too_many_attempts"
    case .guestsOff: "auth.guests_off"
    case .signUpOff: "auth.sign_up_off"
    case .busy: "auth.busy"
    }
  }

  package var kind: ErrorKind {
    switch self {
    case .required, .invalidCredentials: .unauthenticated
    case .adminOnly, .accountOnly, .guestsOff, .signUpOff: .forbidden
    case .emailTaken: .conflict
    case .invalidEmail, .weakPassword: .invalidInput
    case .tooManyAttempts: .rateLimited
    case .busy: .unavailable
    }
  }

  package var message: String {
    switch self {
    case .required: "Sign in or continue as a guest first."
    case .adminOnly: "Only an administrator may do this."
    case .accountOnly: "Guests can't do this. Sign up first; your chats and data sets stay."
    case .invalidCredentials: "The e-mail address or the password is not right. Check both and try again."
    case .emailTaken: "There is already an account with this e-mail address. Sign in instead."
    case .invalidEmail: "This is not an e-mail address. Write it like name@example.org."
    case .weakPassword(let reason): reason
    case .tooManyAttempts(let wait): "Too many attempts. Try again in \(max(1, wait.inWholeSecondsRoundedUp)) seconds."
    case .guestsOff: "This server takes no guests. Sign in or sign up."
    case .signUpOff: "This server has sign-up switched off. Ask its operator for an account."
    case .busy: "Many people are signing in right now. Try again in a few seconds."
    }
  }

  package var details: [String: JSONValue] {
    guard case .tooManyAttempts(let wait) = self else { return [:] }
    return ["retry_after": .int(max(1, wait.inWholeSecondsRoundedUp))]
  }
}
