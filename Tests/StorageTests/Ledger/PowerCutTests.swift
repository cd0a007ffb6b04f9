import Core
import CreditLedger
import Foundation
import GRDB
import Storage
import Synchronization
import Testing

/// The power is cut at random instants: what the disk then holds must be a whole ledger with everything that was
/// acknowledged.
@Suite struct PowerCutTests {
  /// What the clients were told, and the copies of the disk that were taken meanwhile.
  private final class Diary: Sendable {
    struct Cut: Sendable {
      let path: String
      let settled: Set<TaskID>
      let held: Set<TaskID>
    }

    private struct State {
      var settled: Set<TaskID> = []
      var held: Set<TaskID> = []
      var isOver = false
    }

    private let state = Mutex(State())

    func noteHeld(_ task: TaskID) { state.withLock { _ = $0.held.insert(task) } }
    func noteSettled(_ task: TaskID) { state.withLock { _ = $0.settled.insert(task) } }

    var isOver: Bool { state.withLock { $0.isOver } }
    func end() { state.withLock { $0.isOver = true } }

    /// Copies the disk; what had been acknowledged before the copy began must be in it.
    func cut(_ source: String, to path: String) throws -> Cut {
      let (settled, held) = state.withLock { ($0.settled, $0.held) }
      for suffix in ["", "-wal"] {
        try FileManager.default.copyItem(atPath: source + suffix, toPath: path + suffix)
      }
      return Cut(path: path, settled: settled, held: held)
    }
  }

  @Test(arguments: [11, 12, 13] as [UInt64])
  func whatWasAcknowledgedSurvivesAPowerCutAtAnyInstant(seed: UInt64) async throws {
    try await withFolder { folder in
      let cuts = try await runUntilCut(times: 8, in: folder, seed: seed)
      for cut in cuts { try await check(cut) }
      #expect(cuts.last?.settled.isEmpty == false)
    }
  }

  /// A disk may keep only part of what was being written: any beginning of the log is a whole ledger.
  @Test func aLogThatWasCutAnywhereIsAWholeLedger() async throws {
    try await withFolder { folder in
      let cut = try #require(try await runUntilCut(times: 1, in: folder, seed: 21).first)
      let log = try Data(contentsOf: URL(fileURLWithPath: cut.path + "-wal"))
      var random = SeededGenerator(seed: 22)
      for index in 0..<12 {
        let path = folder + "/part-\(index).sqlite"
        try FileManager.default.copyItem(atPath: cut.path, toPath: path)
        let part = log.prefix(Int.random(in: 0...log.count, using: &random))
        try part.write(to: URL(fileURLWithPath: path + "-wal"))
        try await check(Diary.Cut(path: path, settled: [], held: []))
      }
    }
  }

  /// Lets clients hold and settle on one file and cuts the power at random instants, between which the log is now and
  /// then
  /// moved into the file (never during a copy: a real disk is not read in two halves).
  private func runUntilCut(times: Int, in folder: String, seed: UInt64) async throws -> [Diary.Cut] {
    let path = folder + "/live.sqlite"
    let database = try await DatabaseLocation.sqlite(path: path).open(logger: .quiet)
    try await database.write { try $0.execute("PRAGMA wal_autocheckpoint = 0") }
    let ledger = LedgerStore(database: database)
    var accounts: [AccountID] = []
    for _ in 0..<3 { accounts.append(try await newAccount(in: database, credits: 2_000)) }
    let diary = Diary()
    let cuts = try await withThrowingTaskGroup(of: Void.self) { [accounts] group in
      for client in 0..<6 {
        group.addTask {
          try await Self.live(on: ledger, accounts: accounts, diary: diary, seed: seed &* 100 &+ UInt64(client))
        }
      }
      var random = SeededGenerator(seed: seed)
      var cuts: [Diary.Cut] = []
      for index in 0..<times {
        for _ in 0..<Int.random(in: 1...60, using: &random) {
          _ = try await ledger.balance(of: accounts[0], now: .start)
        }
        cuts.append(try diary.cut(path, to: folder + "/cut-\(index).sqlite"))
        if index.isMultiple(of: 3) { try moveLogIntoFile(path) }
      }
      diary.end()
      try await group.waitForAll()
      return cuts
    }
    try await database.close()
    return cuts
  }

  private static func live(
    on ledger: LedgerStore, accounts: [AccountID], diary: Diary, seed: UInt64
  ) async throws {
    var random = SeededGenerator(seed: seed)
    while !diary.isOver {
      let request = HoldRequest.test(accounts.randomElement(using: &random)!, 1)
      guard case .held = try await ledger.hold(request) else { continue }
      diary.noteHeld(request.task)
      if random.isTrue(oneIn: 3) {
        _ = try await ledger.release(request.task, reason: .failure, now: .start)
      } else if case .settled = try await ledger.settle(request.task, now: .start) {
        diary.noteSettled(request.task)
      }
    }
  }

  private func check(_ cut: Diary.Cut) async throws {
    let database = try await DatabaseLocation.sqlite(path: cut.path).open(logger: .quiet)
    let ledger = LedgerStore(database: database)
    let report = try await ledger.audit(now: .start, comparingTasks: false)
    #expect(report.problems == [])
    let found = try await database.read { db in
      try db.rows("SELECT task_id, state FROM holds").reduce(into: [TaskID: String]()) {
        $0[try $1.id("task_id")] = try $1.text("state")
      }
    }
    #expect(cut.held.subtracting(found.keys) == [])
    #expect(cut.settled.filter { found[$0] != "settled" } == [])
    try await database.close()
  }

  private func moveLogIntoFile(_ path: String) throws {
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
    try queue.close()
  }
}
