import AsyncHTTPClient
import CodeSandbox
import Core
import Foundation
import Hummingbird
package import Logging
import Metrics
import ServiceLifecycle
import Storage
import UnixSignals

/// `latchkey serve` and `latchkey demo`: reads the settings, opens the database, and serves until it is told to stop.
package struct ServeCommand: Sendable {
  private let arguments: [String]
  private let demo: DemoProviders?

  package init(arguments: [String], demo: DemoProviders? = nil) {
    self.arguments = arguments
    self.demo = demo
  }

  package static let logger: Logger = {
    LoggingSystem.bootstrap(StreamLogHandler.standardError)
    return Logger(label: "latchkey")
  }()

  package func run() async throws {
    let environment = ProcessInfo.processInfo.environment
    guard let demo else { return try await serve(environment) }
    let providers = ServiceGroup(configuration: .init(services: [.init(service: demo.service)], logger: Self.logger))
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await providers.run() }
      do {
        let simulated = try await demo.environment()
        try await serve(environment.merging(simulated) { _, simulated in simulated })
      } catch {
        await providers.triggerGracefulShutdown()
        throw error
      }
      await providers.triggerGracefulShutdown()
    }
  }

  private func serve(_ environment: [String: String]) async throws {
    var configuration = try await AppConfiguration.make(
      arguments: arguments, environment: environment, environmentFile: demo == nil ? ".env" : nil)
    configuration.isSimulated = demo != nil
    var logger = Self.logger
    logger.logLevel = configuration.logLevel
    if demo == nil, let warning = EnvironmentFile.warning(at: ".env") { logger.warning("\(warning)") }
    try configuration.makeDataFolder()
    let location = try configuration.databaseLocation
    let database = try await location.open(
      connections: configuration.databaseConnections, waiting: configuration.databaseWait, logger: logger)
    let sandbox = BubblewrapSandbox(configuration: SandboxConfiguration(python: configuration.python), logger: logger)
    try await withHTTPClient { client in
      let clock = database.dialect == .postgres ? try await DatabaseClock(of: database) : nil
      let services = try Services(
        configuration: configuration, database: database, httpClient: client, sandbox: sandbox, sample: demo?.sample,
        clock: clock?.wallClock ?? .system, logger: logger)
      // The first write, too: a file that can only be read shows here.
      try await location.naming { try await services.masterKeys.look() }
      MetricsSystem.bootstrap(services.metrics)
      let application = buildApplication(services: services)
      await Self.warnIfCodeCannotRun(sandbox, logger: logger)
      let signals = await UnixSignalsSequence(trapping: .sigterm, .sigint)
      // Ended in the opposite order: the hub last of those that work, what stores its tasks' events after it.
      var work: [any Service] = [
        LeaseService(keeper: services.keeper), TaskJournal(hub: services.hub, jobs: services.jobs),
        services.housekeeping, services.hub, WorkService(worker: services.worker),
      ]
      if let clock { work.insert(ClockService(clock: clock, logger: logger), at: 0) }
      do {
        try await ServerRun(
          front: application, back: work, grace: configuration.shutdownGrace, closingTime: TaskHub.closingTime,
          beginDraining: services.hub.beginDraining, stop: { for await _ in signals { return } }, logger: logger
        ).run()
      } catch {
        throw StartError(listening: error, on: configuration.listen) ?? error
      }
    }
    try await database.close()
  }

  /// The server starts all the same: chats without code, settings and accounts work.
  private static func warnIfCodeCannotRun(_ sandbox: BubblewrapSandbox, logger: Logger) async {
    do {
      try await sandbox.check()
    } catch {
      logger.warning("\(error.message)")
    }
  }
}
