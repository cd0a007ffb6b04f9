package import Core
import Synchronization

/// The database's clock as the common clock of all servers on it.
///
/// Between two readings it runs on the machine's monotonic clock, which nobody sets: a server whose own clock is wrong,
/// or jumps, still frees no hold and ends no session before its time. See docs/decisions/0012.
package final class DatabaseClock: Sendable {
  package typealias Instant = ClockReading.Instant

  private let database: any SQLDatabase
  private let instant: @Sendable () -> Instant
  private let reading: Mutex<ClockReading>

  /// Asks the database once.
  ///
  /// - Parameter instant: the monotonic clock; tests move it by hand.
  package init(
    of database: any SQLDatabase, instant: @escaping @Sendable () -> Instant = { .now }
  ) async throws {
    self.database = database
    self.instant = instant
    reading = Mutex(try await Self.read(database, instant))
  }

  package var now: Timestamp { reading.withLock { $0 }.time(at: instant()) }

  package var wallClock: WallClock { WallClock { self.now } }

  /// Asks again. Without an answer the clock goes on as it did.
  package func refresh() async throws {
    let new = try await Self.read(database, instant)
    reading.withLock { if new.replaces($0) { $0 = new } }
  }

  private static func read(
    _ database: any SQLDatabase, _ instant: @escaping @Sendable () -> Instant
  ) async throws -> ClockReading {
    try await database.read { connection in
      // Asked for inside the transaction: the wait for a connection is no part of the answer's way.
      let asked = instant()
      let row = try connection.row(Self.question(in: connection.dialect))
      let answered = instant()
      guard let row else { throw StorageError.unreadable(column: "now") }
      return ClockReading(time: try row.time("now"), asked: asked, answered: answered)
    }
  }

  private static func question(in dialect: Dialect) -> String {
    switch dialect {
    case .postgres: "SELECT CAST(floor(extract(epoch FROM clock_timestamp()) * 1000) AS bigint) AS now"
    case .sqlite: "SELECT CAST((julianday('now') - 2440587.5) * 86400000 AS bigint) AS now"
    }
  }
}

extension SQLDatabase {
  /// The clock that everyone on this database goes by, for something short: the server's where there is a server, this
  /// machine's where the database is a file.
  package func commonClock() async throws -> WallClock {
    switch dialect {
    case .postgres: try await DatabaseClock(of: self).wallClock
    case .sqlite: .system
    }
  }
}
