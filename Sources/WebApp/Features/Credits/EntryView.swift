import Core
import CreditLedger

/// A page of ledger entries, newest first.
struct EntriesView: Encodable, Sendable {
  var entries: [EntryView]
  /// What to pass as `before` for the next page; null on the last one.
  var nextBefore: Int64?
}

/// One ledger entry as the API shows it.
struct EntryView: Encodable, Sendable {
  var id: String
  var sequence: Int64
  var kind: String
  var availableChange: Int64
  var heldChange: Int64
  /// What was left to spend after this entry.
  var availableAfter: Int64
  var feature: String?
  var model: String?
  var taskId: String?
  var reason: String?
  var by: String
  var at: Timestamp

  init(_ entry: Entry) {
    id = entry.id.rawValue
    sequence = entry.sequence
    kind = entry.kind.rawValue
    availableChange = entry.availableChange.amount
    heldChange = entry.heldChange.amount
    availableAfter = entry.availableAfter.amount
    feature = entry.feature?.rawValue
    model = entry.model
    taskId = entry.task?.rawValue
    reason = entry.reason
    by = entry.by
    at = entry.at
  }
}
