package import Core

/// The decision to begin a new period of an account: top up to the plan's credits, never lower.
///
/// Only what is available counts: credits held by a task that runs across the boundary belong to the old period.
package struct Renewal: Hashable, Sendable {
  /// The `renewsAt` that has come; the renewal applies only while the account still shows it, and so exactly once.
  package let due: Timestamp
  /// The beginning of the period that is current now; unique for each account.
  package let periodStart: Timestamp
  /// The account has at least this much available afterwards.
  package let credits: Credits
  package let next: Timestamp?
}
