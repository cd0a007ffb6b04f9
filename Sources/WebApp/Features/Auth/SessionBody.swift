import Core
import Hummingbird
import Storage

/// Who is signed in, and what this server allows: the body of `GET /api/session` and of everything that begins a
/// session.
package struct SessionBody: ResponseEncodable, Sendable {
  package struct Person: Encodable, Sendable {
    let id: UserID
    let email: String?
    let name: String?
    let role: String
    let isGuest: Bool

    private enum CodingKeys: CodingKey { case id, email, name, role, isGuest }

    package func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(id, forKey: .id)
      try container.encode(email, forKey: .email)
      try container.encode(name, forKey: .name)
      try container.encode(role, forKey: .role)
      try container.encode(isGuest, forKey: .isGuest)
    }
  }

  let user: Person?
  let guestsAllowed: Bool
  let signUpAllowed: Bool
  let simulated: Bool
  let uploadLimitBytes: Int

  init(_ user: User?, _ configuration: AppConfiguration) {
    self.user = user.map(Person.init)
    guestsAllowed = configuration.allowsGuests
    signUpAllowed = configuration.allowsSignUp
    simulated = configuration.isSimulated
    uploadLimitBytes = configuration.uploadLimitBytes
  }

  private enum CodingKeys: CodingKey {
    case user, guestsAllowed, signUpAllowed, simulated, uploadLimitBytes
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    // Written even when it is null, so that the page can tell "nobody" from "not said".
    try container.encode(user, forKey: .user)
    try container.encode(guestsAllowed, forKey: .guestsAllowed)
    try container.encode(signUpAllowed, forKey: .signUpAllowed)
    try container.encode(simulated, forKey: .simulated)
    try container.encode(uploadLimitBytes, forKey: .uploadLimitBytes)
  }
}

extension SessionBody.Person {
  fileprivate init(_ user: User) {
    id = user.id
    email = user.email
    name = user.name
    role = user.role.rawValue
    isGuest = user.isGuest
  }
}
