import Core
import CreditLedger
import Storage

/// Accounts with credits and tasks that spend them.
struct LedgerLoad: Sendable {
  /// Whose credits the tasks spend: everybody's at random, or those of one account.
  enum Kind: String, CaseIterable, Sendable {
    case many, hot
  }

  /// What one round did, and how long each of its pairs of hold and settle took.
  struct Round {
    let pairsPerSecond: Double
    let sortedLatencies: [Duration]

    /// The time that this part of the pairs took at most, in milliseconds with two decimals.
    func milliseconds(_ part: Double) -> Double {
      guard !sortedLatencies.isEmpty else { return 0 }
      let index = min(Int(Double(sortedLatencies.count) * part), sortedLatencies.count - 1)
      return (sortedLatencies[index] / .microseconds(10)).rounded() / 100
    }
  }

  private let ledger: LedgerStore
  private let accounts: [AccountID]
  private let clock = WallClock.system

  struct WrongOutcome: Error {}
  struct WrongBooks: Error {}

  /// - Parameter takesExisting: accounts at random among those that are there; else new ones are opened.
  init(database: any SQLDatabase, accounts count: Int, takesExisting: Bool) async throws {
    ledger = LedgerStore(database: database)
    accounts =
      takesExisting
      ? try await Self.existing(in: database, count: count) : try await Self.opened(in: database, count: count)
  }

  private static func existing(in database: any SQLDatabase, count: Int) async throws -> [AccountID] {
    let ids = try await database.read { db in
      try db.rows("SELECT id FROM accounts").map { try $0.id("id") as AccountID }
    }
    return Array(ids.shuffled().prefix(count))
  }

  private static func opened(in database: any SQLDatabase, count: Int) async throws -> [AccountID] {
    let (ledger, users) = (LedgerStore(database: database), UserStore(database: database))
    return try await withThrowingTaskGroup(of: AccountID.self) { group in
      for _ in 0..<count {
        group.addTask {
          let now = WallClock.system.now
          let user = User(email: nil, isGuest: true, createdAt: now)
          try await users.create(user)
          let account = try await ledger.openAccount(for: user.id, plan: .standard, now: now)
          _ = try await ledger.grant(
            to: account.id, amount: 10_000_000, by: "benchmark", reason: "benchmark", now: now)
          return account.id
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
  }

  /// Holds and settles in so many loops at once.
  func run(on kind: Kind, tasksAtOnce: Int, for length: Duration) async throws -> Round {
    let start = ContinuousClock.now
    let end = start + length
    var latencies = try await withThrowingTaskGroup(of: [Duration].self) { group in
      for _ in 0..<tasksAtOnce { group.addTask { try await spend(kind, until: end) } }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    let elapsed = ContinuousClock.now - start
    latencies.sort()
    return Round(pairsPerSecond: Double(latencies.count) / (elapsed / .seconds(1)), sortedLatencies: latencies)
  }

  /// Fails when the ledger does not add up after all of it.
  func checkTheBooks() async throws {
    guard try await ledger.audit(now: clock.now, comparingTasks: false).problems.isEmpty else { throw WrongBooks() }
  }

  private func spend(_ kind: Kind, until end: ContinuousClock.Instant) async throws -> [Duration] {
    var latencies: [Duration] = []
    var begun = ContinuousClock.now
    while begun < end {
      guard let account = kind == .hot ? accounts.first : accounts.randomElement() else { throw WrongOutcome() }
      let task = TaskID()
      let now = clock.now
      let request = HoldRequest(
        task: task, account: account, amount: 3, feature: .chat, model: "benchmark", expiresAt: now + .seconds(60),
        now: now)
      guard case .held = try await ledger.hold(request),
        case .settled = try await ledger.settle(task, of: account, now: clock.now)
      else { throw WrongOutcome() }
      let ended = ContinuousClock.now
      latencies.append(ended - begun)
      begun = ended
    }
    return latencies
  }
}
