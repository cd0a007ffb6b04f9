import Core
import Logging
import ServiceLifecycle
import Storage

/// Removes what is over, when the server starts and once an hour: sessions, the random bytes of expired keys, counts,
/// what guests left behind, and uploads that a crash interrupted. No rule of credits depends on it.
package struct Housekeeping: Service {
  private let database: any SQLDatabase
  private let library: DatasetLibrary?
  private let masterKeys: MasterKeyWatch?
  private let clock: WallClock
  private let logger: Logger

  /// How long a guest may be without a session before it counts as ended: the session begins right after the guest.
  private static let guestGrace: Duration = .seconds(3600)
  /// How long the events of an answer are kept after its end; the answer itself is in its chat.
  private static let eventsStay: Duration = .seconds(600)

  /// - Parameters:
  ///   - library: where the files of data sets are; nil leaves files alone.
  ///   - masterKeys: looked at each hour; nil doesn't.
  init(
    database: any SQLDatabase, library: DatasetLibrary? = nil, masterKeys: MasterKeyWatch? = nil, clock: WallClock,
    logger: Logger
  ) {
    self.masterKeys = masterKeys
    self.database = database
    self.library = library
    self.clock = clock
    self.logger = logger
  }

  package func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        await cleanUp()
        try? await Task.sleep(for: .seconds(3600))
        if !Task.isCancelled { await trying { try await masterKeys?.look() } }
      }
    }
  }

  func cleanUp() async {
    let now = clock.now
    await trying { try await SessionStore(database: database).deleteExpired(now: now) }
    await trying { try await SessionKeyStore(database: database).destroyExpired(now: now) }
    await trying { try await RateLimitStore(database: database).deleteExpired(now: now) }
    await trying { _ = try await library?.sweep() }
    await trying {
      let jobs = JobStore(database: database)
      while try await jobs.deleteFinished([.chatTurn], before: now - Self.eventsStay, limit: 500) == 500 {}
    }
    await trying { try await removeLeftovers(since: now - Self.guestGrace) }
    // A reader may have been in the way when a secret was destroyed.
    await database.scrubHistory()
  }

  private func removeLeftovers(since: Timestamp) async throws {
    let guests = GuestStore(database: database)
    while true {
      let removed = try await guests.deleteLeftovers(since: since)
      if removed.isEmpty { return }
      library?.removeFiles(of: removed)
    }
  }

  private func trying(_ body: () async throws -> Void) async {
    do {
      try await body()
    } catch {
      logger.warning("Cleaning up failed", metadata: ["code": .string((error as? any AppError)?.code ?? "unknown")])
    }
  }
}
