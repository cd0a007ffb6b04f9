import ServiceLifecycle
import Storage

/// Does jobs of the queue; a server that ends hands its own back, so that another one goes on with them at once.
struct WorkService: Service {
  let worker: JobRunner

  func run() async throws {
    await withGracefulShutdownHandler {
      await worker.run()
    } onGracefulShutdown: {
      worker.drain()
    }
  }
}
