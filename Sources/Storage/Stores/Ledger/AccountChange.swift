import Core

/// What the one conditional statement made of an account: its balance afterwards and the sequence of the entry that
/// must be written with it.
struct AccountChange {
  let available: Credits
  let held: Credits
  let sequence: Int64
  let isUnlimited: Bool
  /// What a renewal or a change of plan added.
  let granted: Credits

  static let columns = "available, held, entry_count, is_unlimited, last_granted"

  init(row: SQLRow) throws {
    available = try row.credits("available")
    held = try row.credits("held")
    sequence = try row.integer("entry_count")
    isUnlimited = try row.flag("is_unlimited")
    granted = try row.credits("last_granted")
  }
}
