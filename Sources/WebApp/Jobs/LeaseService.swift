import ServiceLifecycle
import Storage

/// Shows signs of life for this process's jobs until everything else has ended.
struct LeaseService: Service {
  let keeper: LeaseKeeper

  func run() async throws {
    await cancelWhenGracefulShutdown { await self.keeper.run() }
  }
}
