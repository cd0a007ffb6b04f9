import Core
import CreditLedger
import Storage

/// Accounts with credits and tasks that spend them.
struct LedgerLoad: Sendable {
  private let ledger: LedgerStore
  private let accounts: [AccountID]
  private let clock = WallClock.system

  struct WrongOutcome: Error {}
  struct WrongBooks: Error {}

  init(database: any SQLDatabase, accounts count: Int) async throws {
    ledger = LedgerStore(database: database)
    let users = UserStore(database: database)
    var accounts: [AccountID] = []
    for _ in 0..<count {
      let user = User(email: nil, isGuest: true, createdAt: clock.now)
      try await users.create(user)
      let account = try await ledger.openAccount(for: user.id, plan: .standard, now: clock.now)
      _ = try await ledger.grant(
        to: account.id, amount: 10_000_000, by: "benchmark", reason: "benchmark", now: clock.now)
      accounts.append(account.id)
    }
    self.accounts = accounts
  }

  /// Holds and settles in so many loops at once; the rate of all of them together.
  func pairsPerSecond(tasksAtOnce: Int, for length: Duration) async throws -> Double {
    let start = ContinuousClock.now
    let end = start + length
    let pairs = try await withThrowingTaskGroup(of: Int.self) { group in
      for account in accounts.prefix(tasksAtOnce) {
        group.addTask { try await spend(on: account, until: end) }
      }
      return try await group.reduce(0, +)
    }
    let elapsed = ContinuousClock.now - start
    return Double(pairs) / (Double(elapsed.inMilliseconds) / 1000)
  }

  /// Fails when the ledger does not add up after all of it.
  func checkTheBooks() async throws {
    guard try await ledger.audit(now: clock.now, comparingTasks: false).problems.isEmpty else { throw WrongBooks() }
  }

  private func spend(on account: AccountID, until end: ContinuousClock.Instant) async throws -> Int {
    var count = 0
    while ContinuousClock.now < end {
      let task = TaskID()
      let now = clock.now
      let request = HoldRequest(
        task: task, account: account, amount: 3, feature: .chat, model: "benchmark", expiresAt: now + .seconds(60),
        now: now)
      guard case .held = try await ledger.hold(request), case .settled = try await ledger.settle(task, now: clock.now)
      else { throw WrongOutcome() }
      count += 1
    }
    return count
  }
}
