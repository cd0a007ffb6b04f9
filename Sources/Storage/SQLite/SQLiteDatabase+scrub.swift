import Core
import GRDB

extension SQLiteDatabase {
  /// How long the writer waits for readers in the way of a scrub: it keeps other writes waiting.
  private static let longestScrubWait: Duration = .milliseconds(100)

  /// Moves the write-ahead log into the database, where `secure_delete` has overwritten what was deleted, and cuts the
  /// log to nothing.
  package func scrubHistory() async -> Bool {
    guard !isClosed else { return false }
    return await withCheckedContinuation { continuation in
      writer.asyncWriteWithoutTransaction { [busyTimeout] database in
        let isDone: Bool
        do {
          try database.waitForLocks(Self.longestScrubWait)
          try database.checkpoint(.truncate)
          isDone = true
        } catch {
          isDone = false
        }
        try? database.waitForLocks(busyTimeout)
        continuation.resume(returning: isDone)
      }
    }
  }
}

extension Database {
  fileprivate func waitForLocks(_ time: Duration) throws {
    try execute(sql: "PRAGMA busy_timeout = \(time.inMilliseconds)")
  }
}
