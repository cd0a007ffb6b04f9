package import Core

/// One line of the ledger: what changed, by how much, for what and by whom. Entries are never changed and never
/// removed.
package struct Entry: Hashable, Sendable {
  /// What an entry does. (`Entry.Kind`, since `EntryKind` is the tag of `EntryID` in Core.)
  package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// Credits of a plan or of the operator.
    case grant
    case hold, settle, release
    /// A correction by the operator; may be negative.
    case adjustment
  }

  package let account: AccountID
  /// 1, 2, 3, … within the account, without a gap.
  package let sequence: Int64
  package let kind: Kind
  /// The size of what happened; positive. On unlimited accounts the changes are smaller than it.
  package let amount: Credits
  package let availableChange: Credits
  package let heldChange: Credits
  /// The account right after this entry.
  package let availableAfter: Credits
  package let heldAfter: Credits
  package let task: TaskID?
  package let feature: Feature?
  package let model: String?
  /// Why: `renewal`, `opening`, a `ReleaseReason`, `late`, or the operator's own words.
  package let reason: String
  /// Who: `system`, or whom the operator's command or page names.
  package let by: String
  /// The operator's key that makes a grant idempotent; unique in the account.
  package let idempotencyKey: String?
  /// The beginning of the plan's period, for a plan's own grant; at most one grant for each.
  package let period: Timestamp?
  package let at: Timestamp

  /// Unique among all accounts, and made of what identifies the entry: its account and its sequence.
  package var id: EntryID { EntryID(trusted: "\(account.rawValue).\(sequence)") }

  package init(
    account: AccountID, sequence: Int64, kind: Kind, amount: Credits, availableChange: Credits, heldChange: Credits,
    availableAfter: Credits, heldAfter: Credits, task: TaskID? = nil, feature: Feature? = nil, model: String? = nil,
    reason: String, by: String, idempotencyKey: String? = nil, period: Timestamp? = nil, at: Timestamp
  ) {
    self.account = account
    self.sequence = sequence
    self.kind = kind
    self.amount = amount
    self.availableChange = availableChange
    self.heldChange = heldChange
    self.availableAfter = availableAfter
    self.heldAfter = heldAfter
    self.task = task
    self.feature = feature
    self.model = model
    self.reason = reason
    self.by = by
    self.idempotencyKey = idempotencyKey
    self.period = period
    self.at = at
  }
}
