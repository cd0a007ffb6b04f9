import Core
import CreditLedger

/// The ledger as plain sums and dictionaries: written without its code, so that a simulation can compare the two.
struct LedgerModel {
  struct ModelHold {
    let account: AccountID
    let amount: Int64
    var taken: Int64
    var state: String
    var end: Int64
    let key: String?
  }

  struct ModelAccount {
    var plan: PlanID
    var available: Int64
    var held: Int64
    var renewals: Int
    var renewsAt: Int64?
  }

  private(set) var accounts: [AccountID: ModelAccount] = [:]
  private(set) var holds: [TaskID: ModelHold] = [:]
  private var granted: Set<String> = []
  let monthStarts: [Int64]

  static let credits: [PlanID: Int64] = [.free: 20, .standard: 500, .guest: 5, .unlimited: 0]

  init(monthStarts: [Int64]) { self.monthStarts = monthStarts }

  mutating func open(_ id: AccountID, _ plan: PlanID, now: Int64) {
    accounts[id] = ModelAccount(
      plan: plan, available: Self.credits[plan]!, held: 0, renewals: 0, renewsAt: nextRenewal(plan, now))
  }

  private func nextRenewal(_ plan: PlanID, _ now: Int64) -> Int64? {
    plan == .free || plan == .standard ? monthStarts.first { $0 > now } : nil
  }

  /// What looking at an account does: free what has expired, then open the period that is due.
  mutating func touch(_ id: AccountID, now: Int64) {
    for (task, hold) in holds where hold.account == id && hold.state == "pending" && hold.end <= now {
      holds[task]!.state = "expired"
      accounts[id]!.available += hold.taken
      accounts[id]!.held -= hold.amount
    }
    guard let due = accounts[id]!.renewsAt, due <= now else { return }
    topUp(id)
    accounts[id]!.renewsAt = nextRenewal(accounts[id]!.plan, now)
  }

  private mutating func topUp(_ id: AccountID) {
    accounts[id]!.available = max(accounts[id]!.available, Self.credits[accounts[id]!.plan]!)
  }

  mutating func hold(_ task: TaskID, _ id: AccountID, _ amount: Int64, key: String?, end: Int64, now: Int64) -> String {
    touch(id, now: now)
    let earlier = holds[task] ?? key.flatMap { key in holds.values.first { $0.account == id && $0.key == key } }
    if let earlier {
      let isSame = earlier.account == id && earlier.amount == amount && earlier.key == key
      return isSame ? "existing \(earlier.state)" : "conflict"
    }
    let isUnlimited = accounts[id]!.plan == .unlimited
    guard isUnlimited || accounts[id]!.available >= amount else { return "insufficient" }
    let taken = isUnlimited ? 0 : amount
    accounts[id]!.available -= taken
    accounts[id]!.held += amount
    holds[task] = ModelHold(account: id, amount: amount, taken: taken, state: "pending", end: end, key: key)
    return "held"
  }

  mutating func settle(_ task: TaskID, now: Int64) -> String {
    guard let hold = holds[task] else { return "unknown" }
    if hold.state == "pending", hold.end > now {
      holds[task]!.state = "settled"
      accounts[hold.account]!.held -= hold.amount
      return "settled"
    }
    touch(hold.account, now: now)
    switch holds[task]!.state {
    case "settled": return "alreadySettled"
    case "released": return "alreadyReleased"
    default: break
    }
    let price = accounts[hold.account]!.plan == .unlimited ? 0 : hold.taken
    guard accounts[hold.account]!.available >= price else { return "uncollected" }
    accounts[hold.account]!.available -= price
    holds[task]!.state = "settled"
    holds[task]!.taken = price
    return "late"
  }

  mutating func release(_ task: TaskID, now: Int64) -> String {
    guard let hold = holds[task] else { return "unknown" }
    if hold.state == "pending", hold.end > now {
      holds[task]!.state = "released"
      accounts[hold.account]!.held -= hold.amount
      accounts[hold.account]!.available += hold.taken
      return "released"
    }
    if hold.state == "pending" { touch(hold.account, now: now) }
    switch holds[task]!.state {
    case "settled": return "alreadySettled"
    case "released": return "alreadyReleased"
    default: return "alreadyExpired"
    }
  }

  mutating func extend(_ task: TaskID, until: Int64, now: Int64) -> Bool {
    guard let hold = holds[task], hold.state == "pending", hold.end > now else { return false }
    holds[task]!.end = max(hold.end, until)
    return true
  }

  mutating func grant(_ id: AccountID, _ amount: Int64, key: String?, now: Int64) {
    touch(id, now: now)
    if let key, !granted.insert(id.rawValue + key).inserted { return }
    accounts[id]!.available += amount
  }

  mutating func adjust(_ id: AccountID, _ amount: Int64, now: Int64) -> Bool {
    touch(id, now: now)
    guard accounts[id]!.available + amount >= 0 else { return false }
    accounts[id]!.available += amount
    return true
  }

  mutating func changePlan(_ id: AccountID, _ plan: PlanID, now: Int64) {
    touch(id, now: now)
    if accounts[id]!.plan == plan { return }
    accounts[id]!.plan = plan
    accounts[id]!.renewsAt = nextRenewal(plan, now)
    topUp(id)
  }
}
