import Core
import CreditLedger
import Storage

/// A user as the operator sees them.
struct AdminUserView: Encodable, Sendable {
  var id: String
  var email: String?
  var name: String?
  var role: String
  var isGuest: Bool
  /// The account; left out when it can't be read.
  var plan: String?
  var available: Int64?
  var held: Int64?
  var isUnlimited: Bool?
  var createdAt: Timestamp

  init(_ user: User, balance: Balance?) {
    id = user.id.rawValue
    email = user.email
    name = user.name
    role = user.role.rawValue
    isGuest = user.isGuest
    plan = balance?.plan.rawValue
    available = balance?.available.amount
    held = balance?.held.amount
    isUnlimited = balance?.isUnlimited
    createdAt = user.createdAt
  }
}
