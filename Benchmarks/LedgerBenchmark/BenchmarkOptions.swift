import Core
import Foundation
import Logging
import Storage

/// What a run is to do: `--url`, `--connections`, `--accounts`, `--kinds`, `--at-once`, `--seconds`, `--audit yes`, and
/// `--existing yes` to take accounts that are there instead of opening new ones.
struct BenchmarkOptions {
  struct Unknown: Error { let option: String }

  private var url = "sqlite::memory:"
  private var connections: Int?
  private(set) var accounts = 1000
  private(set) var kinds = LedgerLoad.Kind.allCases
  private(set) var tasksAtOnce = [1, 16, 64, 256]
  private(set) var length = Duration.seconds(1)
  private(set) var isAuditing = false
  private(set) var takesExisting = false

  init(_ arguments: some Sequence<String>) throws {
    var arguments = arguments.makeIterator()
    while let option = arguments.next() {
      guard let value = arguments.next() else { throw Unknown(option: option) }
      switch option {
      case "--url": url = value
      case "--connections": connections = Int(value)
      case "--accounts": accounts = Int(value) ?? accounts
      case "--kinds": kinds = value.split(separator: ",").compactMap { LedgerLoad.Kind(rawValue: String($0)) }
      case "--at-once": tasksAtOnce = value.split(separator: ",").compactMap { Int($0) }
      case "--seconds": length = .milliseconds(Int64((Double(value) ?? 1) * 1000))
      case "--audit": isAuditing = value == "yes"
      case "--existing": takesExisting = value == "yes"
      default: throw Unknown(option: option)
      }
    }
  }

  func open(logger: Logger) async throws -> any SQLDatabase {
    try await DatabaseLocation(url: url).open(connections: connections, logger: logger)
  }
}
