package import ServiceLifecycle
import UnixSignals

/// `latchkey simulate`: runs simulated providers until it is told to stop.
package enum SimulatorCommand {
  /// `port` gives the port once the service listens; the line on standard output is what scripts wait for.
  package static func run(_ service: any Service, port: @escaping @Sendable () async throws -> Int) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        let services = ServiceGroup(
          configuration: .init(
            services: [.init(service: service)], gracefulShutdownSignals: [.sigterm, .sigint],
            logger: ServeCommand.logger))
        try await services.run()
      }
      group.addTask { StandardOutput.line("listening on 127.0.0.1:\(try await port())") }
      try await group.waitForAll()
    }
  }
}
