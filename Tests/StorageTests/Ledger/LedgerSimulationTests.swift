import Core
import CreditLedger
import Foundation
import Storage
import Testing

/// Thousands of random tasks, failures, repetitions, expiries, months and restarts, each step compared with a plain
/// model.
@Suite struct LedgerSimulationTests {
  @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func theLedgerAlwaysAgreesWithThePlainModel(seed: UInt64) async throws {
    try await withFolder { folder in
      var simulation = try await LedgerSimulation(seed: seed, path: folder + "/ledger.sqlite")
      for step in 0..<1500 {
        try await simulation.step()
        if step.isMultiple(of: 300) { try await simulation.checkEverything() }
      }
      try await simulation.checkEverything()
      try await simulation.end()
    }
  }
}

/// One run: the ledger, the model, and a clock that only the run moves.
struct LedgerSimulation {
  private var random: SeededGenerator
  private var model: LedgerModel
  private var database: any SQLDatabase
  private var ledger: LedgerStore
  private var now = Timestamp.start
  private var accounts: [AccountID] = []
  private var tasks: [TaskID] = []
  private let path: String

  init(seed: UInt64, path: String) async throws {
    random = SeededGenerator(seed: seed)
    self.path = path
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(secondsFromGMT: 0)!
    model = LedgerModel(
      monthStarts: (1...400).map {
        Timestamp(calendar.date(byAdding: .month, value: $0, to: Timestamp.start.date)!).milliseconds
      })
    database = try await DatabaseLocation.sqlite(path: path).open(logger: .quiet)
    ledger = LedgerStore(database: database)
    for plan in [PlanID.free, .standard, .guest, .unlimited, .free] {
      let account = try await newAccount(in: database, plan)
      model.open(account, plan, now: now.milliseconds)
      accounts.append(account)
    }
  }

  mutating func step() async throws {
    moveClock()
    let account = accounts.randomElement(using: &random)!
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<35: try await hold(for: account)
    case 35..<60: try await settle()
    case 60..<75: try await release()
    case 75..<82: try await extend()
    case 82..<87: try await grant(to: account)
    case 87..<92: try await adjust(account)
    case 92..<94: try await changePlan(of: account)
    case 94..<95: try await restart()
    default: break
    }
    try await check(account)
  }

  private mutating func moveClock() {
    let longest = random.isTrue(oneIn: 150) ? 86_400 * 45 : random.isTrue(oneIn: 20) ? 600 : 10
    now = now + .milliseconds(Int.random(in: 0...(longest * 1000), using: &random))
  }

  /// Mostly a new task, sometimes one that was asked for before, by its id or by its key, and sometimes changed.
  private mutating func hold(for account: AccountID) async throws {
    let isRepeated = random.isTrue(oneIn: 8)
    let task = isRepeated ? tasks.randomElement(using: &random) ?? newTask() : newTask()
    let earlier = model.holds[task]
    let owner = random.isTrue(oneIn: 40) ? account : earlier?.account ?? account
    let amount = random.isTrue(oneIn: 40) ? 7 : earlier?.amount ?? [1, 1, 3, 5, 20, 50].randomElement(using: &random)!
    let key = earlier?.key ?? (random.isTrue(oneIn: 4) ? "key-\(Int.random(in: 0..<40, using: &random))" : nil)
    let end = now + .seconds(Int.random(in: 1...120, using: &random))
    let expected = model.hold(
      task, owner, amount, key: key, end: end.milliseconds, now: now.milliseconds)
    let outcome = try await ledger.hold(
      HoldRequest(
        task: task, account: owner, amount: Credits(amount), feature: .chat, idempotencyKey: key, expiresAt: end,
        now: now))
    #expect(outcome.word == expected)
  }

  private mutating func newTask() -> TaskID {
    let task = TaskID(trusted: "task-\(tasks.count)")
    tasks.append(task)
    return task
  }

  /// Recent tasks are the likely ones; old and unknown ones come too.
  private mutating func anyTask() -> TaskID {
    if random.isTrue(oneIn: 30) { return TaskID() }
    let candidates = random.isTrue(oneIn: 4) ? tasks[...] : tasks.suffix(8)
    return candidates.randomElement(using: &random) ?? TaskID()
  }

  private mutating func settle() async throws {
    let task = anyTask()
    let outcome = try await ledger.settle(task, now: now)
    #expect(outcome.word == model.settle(task, now: now.milliseconds))
  }

  private mutating func release() async throws {
    let task = anyTask()
    let reason = ReleaseReason.allCases.randomElement(using: &random)!
    let outcome = try await ledger.release(task, reason: reason, now: now)
    #expect(outcome.word == model.release(task, now: now.milliseconds))
  }

  private mutating func extend() async throws {
    let task = anyTask()
    let until = now + .seconds(Int.random(in: 1...200, using: &random))
    let isExtended = try await ledger.extend(task, until: until, now: now)
    #expect(isExtended == model.extend(task, until: until.milliseconds, now: now.milliseconds))
  }

  private mutating func grant(to account: AccountID) async throws {
    // A key always stands for the same amount here; another amount would be a conflict.
    let number = Int64.random(in: 1...20, using: &random)
    let key = random.isTrue(oneIn: 3) ? "grant-\(number)" : nil
    _ = try await ledger.grant(
      to: account, amount: Credits(number), by: "test", reason: "simulation", idempotencyKey: key, now: now)
    model.grant(account, number, key: key, now: now.milliseconds)
  }

  private mutating func adjust(_ account: AccountID) async throws {
    let amount = [-30, -5, -1, 1, 10].randomElement(using: &random)! as Int64
    let isPossible = model.adjust(account, amount, now: now.milliseconds)
    do {
      _ = try await ledger.adjust(account, by: Credits(amount), madeBy: "test", reason: "simulation", now: now)
      #expect(isPossible)
    } catch CreditError.insufficient {
      #expect(!isPossible)
    }
  }

  private mutating func changePlan(of account: AccountID) async throws {
    let plan = PlanID.allCases.randomElement(using: &random)!
    _ = try await ledger.changePlan(of: account, to: plan, by: "test", now: now)
    model.changePlan(account, plan, now: now.milliseconds)
  }

  private mutating func restart() async throws {
    try await database.close()
    database = try await DatabaseLocation.sqlite(path: path).open(logger: .quiet)
    ledger = LedgerStore(database: database)
  }

  private mutating func check(_ account: AccountID) async throws {
    let balance = try await ledger.balance(of: account, now: now)
    model.touch(account, now: now.milliseconds)
    let expected = model.accounts[account]!
    #expect(balance.available.amount == expected.available)
    #expect(balance.held.amount == expected.held)
    #expect(balance.plan == expected.plan && balance.renewsAt?.milliseconds == expected.renewsAt)
  }

  mutating func checkEverything() async throws {
    for account in accounts { try await check(account) }
    for (task, expected) in model.holds {
      let hold = try await ledger.hold(of: task)
      #expect(hold?.state.rawValue == expected.state && hold?.covered.amount == expected.taken)
    }
    let report = try await ledger.audit(now: now, comparingTasks: false)
    #expect(report.problems == [])
  }

  func end() async throws { try await database.close() }
}

extension HoldOutcome {
  fileprivate var word: String {
    switch self {
    case .held: "held"
    case .existing(let hold): "existing \(hold.state.rawValue)"
    case .insufficient: "insufficient"
    case .conflict: "conflict"
    }
  }
}

extension SettleOutcome {
  fileprivate var word: String {
    switch self {
    case .settled: "settled"
    case .alreadySettled: "alreadySettled"
    case .late: "late"
    case .uncollected: "uncollected"
    case .alreadyReleased: "alreadyReleased"
    case .unknown: "unknown"
    }
  }
}

extension ReleaseOutcome {
  fileprivate var word: String {
    switch self {
    case .released: "released"
    case .alreadySettled: "alreadySettled"
    case .alreadyReleased: "alreadyReleased"
    case .alreadyExpired: "alreadyExpired"
    case .unknown: "unknown"
    }
  }
}
