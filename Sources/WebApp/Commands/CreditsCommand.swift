import Core
import CreditLedger
import Storage

/// `latchkey credits`: audit, grant, show.
package struct CreditsCommand: Sendable {
  private let settings: [String]

  package init(settings: [String]) { self.settings = settings }

  /// Proves every balance; throws when one is wrong.
  package func audit() async throws {
    try await DatabaseCommand.run(settings: settings) { database, location in
      print("audit of \(location)")
      let report = try await LedgerStore(database: database).audit(now: try await database.commonClock().now)
      for problem in report.problems { print("PROBLEM \(problem)") }
      print("\(report.accounts) accounts, \(report.entries) entries, \(report.problems.count) problems")
      guard report.problems.isEmpty else { throw CommandError.auditFailed(problems: report.problems.count) }
    }
  }

  package func grant(_ person: String, amount: Int64, reason: String, idempotencyKey: String?) async throws {
    guard (1...Credits.largest.amount).contains(amount) else { throw CommandError.amount }
    try await DatabaseCommand.run(settings: settings) { database, _ in
      let ledger = LedgerStore(database: database)
      let account = try await Self.account(of: person, in: database)
      let clock = try await database.commonClock()
      _ = try await ledger.grant(
        to: account, amount: Credits(amount), by: "operator", reason: reason, idempotencyKey: idempotencyKey,
        now: clock.now)
      try await Self.printBalance(of: account, ledger: ledger, now: clock.now)
    }
  }

  package func show(_ person: String) async throws {
    try await DatabaseCommand.run(settings: settings) { database, _ in
      let ledger = LedgerStore(database: database)
      let account = try await Self.account(of: person, in: database)
      try await Self.printBalance(of: account, ledger: ledger, now: try await database.commonClock().now)
      for entry in try await ledger.entries(of: account, before: nil, limit: 20) {
        print(
          "\(entry.at.iso8601)  \(entry.kind.rawValue)  available \(Self.signed(entry.availableChange))  held \(Self.signed(entry.heldChange))  \(entry.reason)"
        )
      }
    }
  }

  private static func printBalance(of account: AccountID, ledger: LedgerStore, now: Timestamp) async throws {
    let balance = try await ledger.balance(of: account, now: now)
    let available = balance.isUnlimited ? "unlimited" : String(balance.available.amount)
    print("available \(available)  held \(balance.held.amount)  plan \(balance.plan.rawValue)")
  }

  private static func account(of person: String, in database: any SQLDatabase) async throws -> AccountID {
    let users = UserStore(database: database)
    let byID = UserID(person)
    var user = try await users.user(email: person)
    if user == nil, let byID { user = try await users.user(byID) }
    guard let user else { throw CommandError.noSuchPerson(person) }
    return try await LedgerStore(database: database).accountID(of: user.id)
  }

  private static func signed(_ credits: Credits) -> String {
    credits.amount > 0 ? "+\(credits.amount)" : String(credits.amount)
  }
}
