package import Core

/// One thing in the ledger that does not add up.
package enum AuditProblem: Hashable, Sendable {
  /// The balance of the account is not the sum of its entries.
  case availableDiffers(AccountID, stored: Credits, sum: Credits)
  case heldDiffers(AccountID, stored: Credits, sum: Credits)
  /// The held credits of the account are not the sum of its pending holds.
  case pendingHoldsDiffer(AccountID, stored: Credits, sum: Credits)
  case negativeBalance(AccountID, available: Credits, held: Credits)
  /// The entries of the account are not numbered 1, 2, 3, … up to its count: one is missing or was added.
  case entriesMissing(AccountID, expected: Int64, found: Int64)
  /// The running sum up to this entry is not what the entry says, or it is negative.
  case runningSumDiffers(AccountID, sequence: Int64)
  /// The changes of the entry don't fit its kind and amount.
  case malformedEntry(AccountID, sequence: Int64)
  /// The entries of the task don't fit the state of its hold (a settled hold has exactly one settle entry, and so on).
  case holdEntriesDiffer(TaskID, state: String)
  /// The entry of a task says another amount or account than its hold.
  case amountDiffers(TaskID, sequence: Int64)
  /// The entry speaks of an account or a task that does not exist.
  case orphanedEntry(AccountID, sequence: Int64)
  /// A period's grant and its record differ, or the opening has none.
  case renewalDiffers(AccountID, period: Timestamp)
  /// The period does not begin when the account's schedule says, or gave more than its plan, or on another plan than
  /// the one in force.
  case renewalUnplanned(AccountID, period: Timestamp)
  /// The plan is not the last one of its changes, or not the same as the flag for unlimited.
  case planDiffers(AccountID)
  /// A change of plan is missing, does not follow from the one before, or its grant differs from its entry.
  case planChangeDiffers(AccountID, number: Int64)
  /// Nothing was taken for a task although the plan was limited, or the other way round.
  case coverageDiffers(TaskID, sequence: Int64)
  /// The entry of a task says another feature or model than its hold.
  case purposeDiffers(TaskID, sequence: Int64)
  /// What the ledger charged for a task is not what the task's own record says.
  case taskDiffers(TaskID)

  /// Stable and machine-readable.
  package var code: String {
    switch self {
    case .availableDiffers: "available_differs"
    case .heldDiffers: "held_differs"
    case .pendingHoldsDiffer: "pending_holds_differ"
    case .negativeBalance: "negative_balance"
    case .entriesMissing: "entries_missing"
    case .runningSumDiffers: "running_sum_differs"
    case .malformedEntry: "malformed_entry"
    case .holdEntriesDiffer: "hold_entries_differ"
    case .amountDiffers: "amount_differs"
    case .orphanedEntry: "orphaned_entry"
    case .renewalDiffers: "renewal_differs"
    case .renewalUnplanned: "renewal_unplanned"
    case .planDiffers: "plan_differs"
    case .planChangeDiffers: "plan_change_differs"
    case .coverageDiffers: "coverage_differs"
    case .purposeDiffers: "purpose_differs"
    case .taskDiffers: "task_differs"
    }
  }
}

extension AuditProblem: CustomStringConvertible {
  package var description: String {
    switch self {
    case .availableDiffers(let account, let stored, let sum):
      "account \(account): \(stored.amount) available, but its entries add up to \(sum.amount)"
    case .heldDiffers(let account, let stored, let sum):
      "account \(account): \(stored.amount) held, but its entries add up to \(sum.amount)"
    case .pendingHoldsDiffer(let account, let stored, let sum):
      "account \(account): \(stored.amount) held, but its pending holds add up to \(sum.amount)"
    case .negativeBalance(let account, let available, let held):
      "account \(account): below zero (\(available.amount) available, \(held.amount) held)"
    case .entriesMissing(let account, let expected, let found):
      "account \(account): \(expected) entries expected, \(found) found"
    case .runningSumDiffers(let account, let sequence):
      "account \(account): the balance after entry \(sequence) is not the sum of the entries up to it"
    case .malformedEntry(let account, let sequence):
      "account \(account): the changes of entry \(sequence) don't fit its kind"
    case .holdEntriesDiffer(let task, let state):
      "task \(task): its entries don't fit its state, \(state)"
    case .amountDiffers(let task, let sequence):
      "task \(task): entry \(sequence) has another amount or account than the hold"
    case .orphanedEntry(let account, let sequence):
      "account \(account): entry \(sequence) belongs to nothing"
    case .renewalDiffers(let account, let period):
      "account \(account): the grant of the period of \(period.iso8601) is not what was recorded"
    case .renewalUnplanned(let account, let period):
      "account \(account): the period of \(period.iso8601) is not one that its schedule and plan allow"
    case .planDiffers(let account):
      "account \(account): its plan is not the one that its changes of plan lead to"
    case .planChangeDiffers(let account, let number):
      "account \(account): change of plan \(number) does not fit the one before or its grant"
    case .coverageDiffers(let task, let sequence):
      "task \(task): entry \(sequence) took something other than the plan in force takes"
    case .purposeDiffers(let task, let sequence):
      "task \(task): entry \(sequence) has another feature or model than the hold"
    case .taskDiffers(let task):
      "task \(task): what was charged is not what the record of the task says"
    }
  }
}
