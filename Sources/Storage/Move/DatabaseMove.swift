import Core
package import Logging

/// Moves everything from one database into another, empty one, and proves that it arrived.
///
/// The source is locked against writes from the first row read until the target has saved the last, and is not written
/// to. The target gets all rows in one transaction, in which they are read back and compared: what differs, or fails,
/// leaves it without a row.
package struct DatabaseMove: Sendable {
  private let source: DatabaseLocation
  private let target: DatabaseLocation
  private let limits: TableReader.Limits
  private let logger: Logger

  package init(from source: DatabaseLocation, to target: DatabaseLocation, logger: Logger) {
    self.init(from: source, to: target, limits: TableReader.Limits(), logger: logger)
  }

  init(from source: DatabaseLocation, to target: DatabaseLocation, limits: TableReader.Limits, logger: Logger) {
    self.source = source
    self.target = target
    self.limits = limits
    self.logger = logger
  }

  /// - Throws: `MoveError`, and what opening a database throws. The schema is made in a target without one.
  package func run() async throws -> MoveReport {
    guard source != target, source.description != target.description || !source.isFile else {
      throw MoveError.sameDatabase
    }
    guard source != .inMemory, target != .inMemory else { throw MoveError.inMemory }
    let use = try source.fileUse()
    if let process = use?.process { throw MoveError.sourceInUse(process: process) }
    let from = try await source.openExisting(connections: 1, logger: logger)
    return try await closing(from) {
      let to = try await target.open(logger: logger)
      return try await closing(to) { try await move(from: from, to: to, use: use, isAlone: true) }
    }
  }

  /// The work on two databases that are open.
  ///
  /// - Parameter isAlone: whether the source's database has one connection and no more.
  func move(from: any SQLDatabase, to: any SQLDatabase, use: FileUse? = nil, isAlone: Bool = false) async throws
    -> MoveReport
  {
    let handoff = MoveHandoff()
    async let sending: Void = send(from, handoff, isAlone: isAlone)
    let outcome: Result<MoveReport, any Error>
    do {
      outcome = .success(
        try await to.write { [limits] db in
          let report = try MoveTarget(db: db, limits: limits).receive(handoff)
          if let process = use?.process { throw MoveError.sourceInUse(process: process) }
          return report
        })
    } catch {
      outcome = .failure(error)
    }
    handoff.finish()
    do {
      try await sending
    } catch {
      if case .success = outcome { throw MoveError.sourceLost }
    }
    return try outcome.get()
  }

  private func send(_ from: any SQLDatabase, _ handoff: MoveHandoff, isAlone: Bool) async throws {
    do {
      try await from.write { [limits] db in
        try MoveSource(db: db, limits: limits, isAlone: isAlone).send(handoff)
        handoff.waitForTheTarget()
      }
    } catch {
      handoff.fail(error)
      throw error
    }
  }

  private func closing<Value>(_ database: any SQLDatabase, _ body: () async throws -> Value) async throws -> Value {
    do {
      let value = try await body()
      try await database.close()
      return value
    } catch {
      try? await database.close()
      throw error
    }
  }
}

extension DatabaseLocation {
  fileprivate var isFile: Bool {
    if case .sqlite = self { true } else { false }
  }

  /// Nil for what is no file, or is not there: `openExisting` says so.
  fileprivate func fileUse() throws(StorageError) -> FileUse? {
    guard case .sqlite(let path) = self, isThere else { return nil }
    return try FileUse(path: path)
  }
}
