import Core
import CreditLedger

extension LedgerTransaction {
  func grant(
    to account: AccountID, amount: Credits, by: String, reason: String, idempotencyKey: String?
  ) throws -> Entry {
    _ = try lock(account)
    if let idempotencyKey, let earlier = try entry(of: account, idempotencyKey: idempotencyKey) {
      guard earlier.amount == amount, earlier.kind == .grant else { throw CreditError.conflict }
      return earlier
    }
    guard let change = try move(account, available: amount, held: .zero) else { throw CreditError.unknownAccount }
    let entry = Entry(
      account: account, sequence: change.sequence, kind: .grant, amount: amount, availableChange: amount,
      heldChange: .zero, availableAfter: change.available, heldAfter: change.held, reason: reason, by: by,
      idempotencyKey: idempotencyKey, at: now)
    try append(entry)
    return entry
  }

  func adjust(_ account: AccountID, by amount: Credits, madeBy: String, reason: String) throws -> Entry {
    _ = try touch(account)
    guard let change = try move(account, available: amount, held: .zero) else {
      throw CreditError.insufficient(required: -amount, remaining: try self.account(account).available)
    }
    let entry = Entry(
      account: account, sequence: change.sequence, kind: .adjustment, amount: max(amount, -amount),
      availableChange: amount, heldChange: .zero, availableAfter: change.available, heldAfter: change.held,
      reason: reason, by: madeBy, at: now)
    try append(entry)
    return entry
  }

  private func entry(of account: AccountID, idempotencyKey: String) throws -> Entry? {
    try db.row(
      "SELECT \(Entry.columns) FROM entries WHERE account_id = $1 AND idempotency_key = $2",
      [.id(account), .text(idempotencyKey)]
    ).map(Entry.init(row:))
  }
}
