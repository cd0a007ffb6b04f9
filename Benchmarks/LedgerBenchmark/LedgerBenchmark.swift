import CreditLedger
import Foundation
import Logging
import Storage

/// Prints how many tasks a second the ledger can hold credits for and settle, with 1, 16 and 64 tasks at once.
///
/// The database is a SQLite file with full durability (`synchronous=FULL`) in a temporary folder; each of the tasks at
/// once has an account of its own. Rounds of all three loads alternate, so that a slow moment of the machine meets all
/// alike, and the median round of each is printed.
@main
struct LedgerBenchmark {
  static let loads = [1, 16, 64]
  static let rounds = 5
  static let roundLength = Duration.seconds(1)

  static func main() async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "ledger-benchmark-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var logger = Logger(label: "benchmark")
    logger.logLevel = .error
    let database = try await DatabaseLocation.sqlite(path: folder.appending(path: "ledger.sqlite").path)
      .open(logger: logger)
    let load = try await LedgerLoad(database: database, accounts: loads.max() ?? 1)
    _ = try await load.pairsPerSecond(tasksAtOnce: 16, for: .milliseconds(300))
    var rates: [Int: [Double]] = [:]
    for _ in 0..<rounds {
      for tasks in loads {
        rates[tasks, default: []].append(try await load.pairsPerSecond(tasksAtOnce: tasks, for: roundLength))
      }
    }
    try await load.checkTheBooks()
    try await database.close()
    report(rates.mapValues(median))
  }

  private static func report(_ medians: [Int: Double]) {
    let alone = medians[1] ?? 0
    for tasks in loads {
      let rate = medians[tasks] ?? 0
      let label = tasks == 1 ? "1 task at a time" : "\(tasks) tasks at once"
      let padded = label.padding(toLength: 20, withPad: " ", startingAt: 0)
      print(padded + String(format: "%8.0f hold + settle a second  (%.1f ×)", rate, alone > 0 ? rate / alone : 0))
    }
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
  }
}
