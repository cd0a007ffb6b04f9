package import Core

/// The name of a plan, as stored and as shown in the API.
package enum PlanID: String, Hashable, Sendable, Codable, CaseIterable {
  case free, standard, unlimited, guest
}

/// What an account is entitled to: how many credits, how often, or without a limit.
package struct Plan: Hashable, Sendable {
  /// How often a plan tops its accounts up.
  package enum Period: Hashable, Sendable {
    /// A calendar month in UTC, counted from the account's opening.
    case month
    /// The credits of the opening are all there is.
    case never
  }

  package let id: PlanID
  package let name: String
  /// Credits per period; 0 for an unlimited plan, which is a flag and not a large number.
  package let credits: Credits
  package let period: Period
  package let isUnlimited: Bool

  package static func of(_ id: PlanID) -> Plan {
    switch id {
    case .free: Plan(id: id, name: "Free", credits: 20, period: .month, isUnlimited: false)
    case .standard: Plan(id: id, name: "Standard", credits: 500, period: .month, isUnlimited: false)
    case .unlimited: Plan(id: id, name: "Unlimited", credits: 0, period: .never, isUnlimited: true)
    case .guest: Plan(id: id, name: "Guest", credits: 5, period: .never, isUnlimited: false)
    }
  }

  package static let all = PlanID.allCases.map(of)

  /// When an account of this plan is topped up next; nil when it never is.
  package func nextRenewal(openedAt: Timestamp, now: Timestamp) -> Timestamp? {
    switch period {
    case .month: RenewalSchedule(openedAt: openedAt).next(after: now)
    case .never: nil
    }
  }
}
