import ArgumentParser
import ProviderSimulator
import WebApp

struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serves the page and the API.",
    discussion:
      "Every setting can be given as an option, for example --latchkey-listen 0.0.0.0:8080; docs/operations.md lists them."
  )

  @Argument(parsing: .allUnrecognized, help: "Settings as options.") var settings: [String] = []

  func run() async throws { try await ServeCommand(arguments: settings).run() }
}

struct Demo: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serves the same page on simulated providers, with a sample data set; needs no account anywhere.")

  @Argument(parsing: .allUnrecognized, help: "Settings as options.") var settings: [String] = []

  func run() async throws {
    let simulator = ProviderSimulator(configuration: SimulatorConfiguration(), logger: ServeCommand.logger)
    try await ServeCommand(
      arguments: settings,
      demo: DemoProviders(
        service: simulator, sample: SampleFile(name: SampleDataset.fileName, text: SampleDataset.csv()),
        environment: { ProviderSimulator.environment(port: try await simulator.port) })
    ).run()
  }
}

struct Simulate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serves the four providers' wire formats on loopback, bad days included; for tests.")

  @Option(help: "The port; 0 takes any free one.") var port = 0

  func run() async throws {
    let simulator = ProviderSimulator(configuration: SimulatorConfiguration(port: port), logger: ServeCommand.logger)
    try await SimulatorCommand.run(simulator) { try await simulator.port }
  }
}
