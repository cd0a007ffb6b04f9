import Core

/// What a balance must be, kept by hand: knows nothing of the code but the rules C2 to C7.
struct SimulationModel {
  /// Credits of a task that nobody has closed, as after `kill -9`.
  struct Lost {
    let task: TaskID
    let until: Timestamp
  }

  var available: Int64
  private(set) var lost: [Lost] = []
  /// Tasks that were taken, in order, and whether they were charged.
  private(set) var taken: [(task: TaskID, isCharged: Bool)] = []

  private var deductions: Int64 = 0

  init(available: Int64) { self.available = available }

  var held: Int64 { Int64(lost.count) }

  mutating func charge(_ task: TaskID) {
    available -= 1
    taken.append((task, true))
  }

  mutating func chargeDeduction() {
    available -= 1
    deductions += 1
  }

  mutating func fail(_ task: TaskID) { taken.append((task, false)) }

  mutating func lose(_ task: TaskID, until: Timestamp) {
    available -= 1
    lost.append(Lost(task: task, until: until))
  }

  /// A hold expires by itself.
  mutating func pass(to now: Timestamp) {
    for hold in lost where hold.until <= now {
      available += 1
      taken.append((hold.task, false))
    }
    lost.removeAll { $0.until <= now }
  }

  var charged: Int64 { deductions + Int64(taken.count { $0.isCharged }) }
}
