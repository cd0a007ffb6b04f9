import CreditLedger
import Foundation
import Logging
import Storage

/// Measures one round of tasks that hold and settle credits, through the stores as the server uses them.
///
/// Prints a line for each load: accounts (`many` or `hot`), tasks at once, pairs of hold and settle a second, and the
/// median and the 99th percentile of the time of one pair in milliseconds. `Benchmarks/figures/ledger.py` runs it in
/// turn with pgbench, so that a slow moment of the machine meets all alike.
@main
struct LedgerBenchmark {
  static func main() async throws {
    let options = try BenchmarkOptions(CommandLine.arguments.dropFirst())
    var logger = Logger(label: "benchmark")
    logger.logLevel = .error
    let database = try await options.open(logger: logger)
    let load = try await LedgerLoad(
      database: database, accounts: options.accounts, takesExisting: options.takesExisting)
    for kind in options.kinds {
      // Statements are prepared, pages are read, connections are made.
      _ = try await load.run(on: kind, tasksAtOnce: options.tasksAtOnce.max() ?? 1, for: .milliseconds(300))
      for tasks in options.tasksAtOnce {
        let round = try await load.run(on: kind, tasksAtOnce: tasks, for: options.length)
        print(kind.rawValue, tasks, Int(round.pairsPerSecond), round.milliseconds(0.5), round.milliseconds(0.99))
      }
    }
    if options.isAuditing { try await load.checkTheBooks() }
    try await database.close()
  }
}
