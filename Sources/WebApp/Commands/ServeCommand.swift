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
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await demo.service.run() }
      let simulated = try await demo.environment()
      try await serve(environment.merging(simulated) { _, simulated in simulated })
      group.cancelAll()
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
    let database = try await location.open(waiting: configuration.databaseWait, logger: logger)
    let sandbox = BubblewrapSandbox(configuration: SandboxConfiguration(python: configuration.python), logger: logger)
    try await withHTTPClient { client in
      let services = try Services(
        configuration: configuration, database: database, httpClient: client, sandbox: sandbox, sample: demo?.sample,
        logger: logger)
      // The first write, too: a file that can only be read shows here.
      try await location.naming { try await services.masterKeys.look() }
      MetricsSystem.bootstrap(services.metrics)
      let application = buildApplication(services: services)
      await Self.warnIfCodeCannotRun(sandbox, logger: logger)
      // Ended in the opposite order: while the last answers end, their streams are still served.
      var group = ServiceGroupConfiguration(
        services: [
          .init(service: LeaseService(keeper: services.keeper)),
          .init(service: TaskJournal(hub: services.hub, jobs: services.jobs)),
          .init(service: services.housekeeping), .init(service: application), .init(service: services.hub),
          .init(service: WorkService(worker: services.worker)),
        ],
        gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
      group.maximumGracefulShutdownDuration = configuration.shutdownGrace + TaskHub.closingTime + .seconds(5)
      do {
        try await ServiceGroup(configuration: group).run()
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
