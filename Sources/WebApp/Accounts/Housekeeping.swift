package import Core
package import Logging
import ServiceLifecycle
package import Storage

/// Removes sessions and counts that are over, once an hour. Nothing depends on it but the size of the tables.
package struct Housekeeping: Service {
  private let sessions: SessionStore
  private let rateLimits: RateLimitStore
  private let clock: WallClock
  private let logger: Logger

  package init(database: any SQLDatabase, clock: WallClock, logger: Logger) {
    sessions = SessionStore(database: database)
    rateLimits = RateLimitStore(database: database)
    self.clock = clock
    self.logger = logger
  }

  package func run() async throws {
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        await cleanUp()
        try? await Task.sleep(for: .seconds(3600))
      }
    }
  }

  func cleanUp() async {
    do {
      try await sessions.deleteExpired(now: clock.now)
      try await rateLimits.deleteExpired(now: clock.now)
    } catch {
      logger.warning("Cleaning up failed", metadata: ["code": .string((error as? any AppError)?.code ?? "unknown")])
    }
  }
}
