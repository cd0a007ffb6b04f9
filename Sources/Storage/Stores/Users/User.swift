package import Core

/// What a person may do.
package enum UserRole: String, Hashable, Sendable, Codable, CaseIterable {
  case user, admin
}

/// A person, or a guest who has no e-mail address and no password.
package struct User: Hashable, Sendable {
  package let id: UserID
  package var email: String?
  package var name: String?
  package var role: UserRole
  package var isGuest: Bool
  /// In the form that the password hasher wrote; never the password.
  package var passwordHash: String?
  package let createdAt: Timestamp

  package init(
    id: UserID = UserID(), email: String? = nil, name: String? = nil, role: UserRole = .user, isGuest: Bool = false,
    passwordHash: String? = nil, createdAt: Timestamp
  ) {
    self.id = id
    self.email = email
    self.name = name
    self.role = role
    self.isGuest = isGuest
    self.passwordHash = passwordHash
    self.createdAt = createdAt
  }
}
