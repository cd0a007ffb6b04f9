package import Core
package import Logging

/// A simulator that listens, for the length of one test.
package struct RunningSimulator: Sendable {
  package let port: Int
  private let simulator: ProviderSimulator

  init(port: Int, simulator: ProviderSimulator) {
    self.port = port
    self.simulator = simulator
  }

  package var log: SimulatorLog { simulator.log }
  package var environment: [String: String] { ProviderSimulator.environment(port: port) }

  package func baseURL(of provider: Provider) -> String { ProviderSimulator.baseURL(of: provider, port: port) }

  package func setBehaviour(_ behaviour: Behaviour, forKeysContaining text: String) {
    simulator.setBehaviour(behaviour, forKeysContaining: text)
  }

  package func reset() { simulator.reset() }
}

/// Runs a simulator on a free port while `body` runs.
package func withSimulator<Result: Sendable>(
  _ configuration: SimulatorConfiguration = .immediate, logger: Logger = Logger(label: "simulator"),
  _ body: (RunningSimulator) async throws -> Result
) async throws -> Result {
  var logger = logger
  logger.logLevel = .critical
  let simulator = ProviderSimulator(configuration: configuration, logger: logger)
  return try await withThrowingTaskGroup(of: Void.self) { group in
    group.addTask { try await simulator.run() }
    defer { group.cancelAll() }
    return try await body(RunningSimulator(port: simulator.port, simulator: simulator))
  }
}
