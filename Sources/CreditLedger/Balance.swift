package import Core

/// What a person can spend now and what is set aside for running tasks.
package struct Balance: Hashable, Sendable {
  package let available: Credits
  package let held: Credits
  package let plan: PlanID
  package let isUnlimited: Bool
  package let renewsAt: Timestamp?

  package init(available: Credits, held: Credits, plan: PlanID, isUnlimited: Bool, renewsAt: Timestamp?) {
    self.available = available
    self.held = held
    self.plan = plan
    self.isUnlimited = isUnlimited
    self.renewsAt = renewsAt
  }

  /// Whether a task of this price could be held now. Only for display: the hold itself decides.
  package func covers(_ price: Credits) -> Bool { isUnlimited || available >= price }
}
