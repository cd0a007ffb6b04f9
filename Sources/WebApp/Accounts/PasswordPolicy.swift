import Core

/// What a new password must be: long, not absurdly so, not the address itself and not one character over and over.
///
/// Length alone is asked for (NIST SP 800-63B §3.1.1): rules about kinds of characters make passwords worse.
package enum PasswordPolicy {
  package static let shortest = 10
  /// In bytes: longer ones gain nothing and cost time.
  package static let longest = 512

  /// - Parameter email: the address of the account, when it has one.
  package static func check(_ password: String, email: String?) throws(AuthError) {
    guard password.count >= shortest else {
      throw .weakPassword(
        reason: "The password is too short. Take at least \(shortest) characters; several words are good.")
    }
    guard password.utf8.count <= longest else {
      throw .weakPassword(reason: "The password is too long. Take at most \(longest) bytes.")
    }
    guard Set(password).count >= 4 else {
      throw .weakPassword(reason: "The password repeats too few characters. Take several words.")
    }
    guard password.lowercased() != email?.lowercased() else {
      throw .weakPassword(reason: "The password must not be the e-mail address.")
    }
  }
}
