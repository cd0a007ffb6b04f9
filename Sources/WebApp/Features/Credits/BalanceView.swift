import Core
import CreditLedger

/// A balance as the API shows it.
struct BalanceView: Encodable, Sendable {
  var available: Int64
  var held: Int64
  var plan: String
  var planName: String
  var isUnlimited: Bool
  var renewsAt: Timestamp?

  init(_ balance: Balance) {
    available = balance.available.amount
    held = balance.held.amount
    plan = balance.plan.rawValue
    planName = Plan.of(balance.plan).name
    isUnlimited = balance.isUnlimited
    renewsAt = balance.renewsAt
  }
}
