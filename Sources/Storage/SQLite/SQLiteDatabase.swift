import GRDB
import Logging
import Synchronization

/// SQLite behind the seam: many readers and one writer, whose writes are committed in groups with one fsync.
package final class SQLiteDatabase: SQLDatabase {
  package let dialect = Dialect.sqlite
  let writer: any DatabaseWriter
  let busyTimeout: Duration
  private let queue: Mutex<WriteQueueState<PendingWrite>>
  private let logger: Logger

  /// How many writes may wait for the disk, and how many may share a commit.
  package struct Limits: Sendable {
    package var mostWaiting = 10_000
    package var largestGroup = 512
    package var readers = 4
    /// How long another process may keep the file locked.
    package var busyTimeout: Duration = .seconds(10)

    package init() {}
  }

  init(writer: any DatabaseWriter, limits: Limits, logger: Logger) {
    self.writer = writer
    self.logger = logger
    busyTimeout = limits.busyTimeout
    queue = Mutex(WriteQueueState(mostWaiting: limits.mostWaiting, largestGroup: limits.largestGroup))
  }

  package func read<Value: Sendable>(
    _ body: @escaping @Sendable (any SQLConnection) throws -> Value
  ) async throws -> Value {
    guard !isClosed else { throw StorageError.closed }
    return try await withCheckedThrowingContinuation { continuation in
      writer.asyncRead { access in
        continuation.resume(
          with: Result {
            do {
              return try body(SQLiteConnection(database: access.get()))
            } catch let error as DatabaseError {
              throw StorageError(from: error)
            }
          })
      }
    }
  }

  @discardableResult
  package func write<Value: Sendable>(
    _ body: @escaping @Sendable (any SQLConnection) throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      let operation = PendingWrite(continuation: continuation, body: body)
      switch queue.withLock({ $0.submit(operation) }) {
      case .wait: break
      case .start: startCommitting()
      case .refuse(let error): operation.fail(error)
      }
    }
  }

  /// Writes that nobody has begun to carry out.
  var waitingWrites: Int { queue.withLock { $0.waitingCount } }

  var isClosed: Bool { queue.withLock { $0.isClosed } }

  package func close() async throws {
    queue.withLock { $0.close() }
    await withCheckedContinuation { continuation in
      writer.asyncWriteWithoutTransaction { _ in continuation.resume() }
    }
    do {
      try writer.close()
    } catch {
      throw StorageError(from: error)
    }
  }

  /// Commits group after group on the writer's own thread, until nobody waits.
  private func startCommitting() {
    writer.asyncWriteWithoutTransaction { [self] database in
      let group = WriteGroup(database: database)
      while true {
        let writes = queue.withLock { $0.nextGroup() }
        if writes.isEmpty { return }
        if let failure = group.commit(writes) {
          logger.error(
            "A group of writes was not saved.", metadata: ["reason": "\(failure)", "writes": "\(writes.count)"])
        }
      }
    }
  }
}
