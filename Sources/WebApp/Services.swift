package import AsyncHTTPClient
package import Core
import Analyst
package import CodeSandbox
import Foundation
import KeySealing
package import Logging
import Metering
import ModelGateway
package import Storage

/// Everything that the routes need, made once: stores, the door, the analyst, the hub of running tasks.
package struct Services: Sendable {
  let configuration: AppConfiguration
  let database: any SQLDatabase
  let clock: WallClock
  let catalog: ModelCatalog
  let metering: Metering
  let keyDesk: KeyDesk
  let settings: ModelSettingsDesk
  let library: DatasetLibrary
  let hub: TaskHub
  let chatTurns: ChatTurnRunner
  let logger: Logger

  /// Puts the services together. `database` is open and migrated; `httpClient` is shut down by the caller.
  package init(
    configuration: AppConfiguration, database: any SQLDatabase, httpClient: HTTPClient, sandbox: any CodeRunning,
    clock: WallClock = .system, logger: Logger
  ) throws {
    self.configuration = configuration
    self.database = database
    self.clock = clock
    self.logger = logger
    catalog = .standard
    metering = Metering(
      gateway: ModelGateway(httpClient: httpClient, endpoints: configuration.endpoints, logger: logger),
      catalog: catalog, stores: MeteringStores(database: database), keyRing: try configuration.keyRing(),
      platformKeys: PlatformKeys(
        configuration.platformKeys, offersLocal: configuration.providers[.local]?.baseURL != nil),
      settings: MeteringSettings(
        holdDuration: configuration.holdDuration, keyLifetime: configuration.keyLifetime,
        keyChecksPerMinuteBySession: configuration.keyChecksPerMinute,
        keyChecksPerMinuteByAddress: configuration.keyChecksPerMinuteByAddress),
      clock: clock, logger: logger)
    keyDesk = KeyDesk(metering: metering)
    settings = ModelSettingsDesk(
      store: SettingsStore(database: database), metering: metering, keyDesk: keyDesk, catalog: catalog, clock: clock)
    library = DatasetLibrary(
      store: DatasetStore(database: database), profiler: DatasetProfiler(sandbox: sandbox),
      folder: configuration.dataFolder + "/datasets", largestFile: configuration.uploadLimitBytes, clock: clock)
    hub = TaskHub(reconnectGrace: configuration.reconnectGrace, mostTasks: 256, clock: clock)
    chatTurns = ChatTurnRunner(
      metering: metering, analyst: ChatTurnAnalyst(sandbox: sandbox), chats: ChatStore(database: database),
      datasets: library, clock: clock, logger: logger)
  }
}

extension AppConfiguration {
  var endpoints: [Provider: ProviderEndpoint] { baseURLs.mapValues { ProviderEndpoint(baseURL: $0) } }

  /// The operator's master keys, from the setting or the file in the data folder, which is made when it is missing.
  func keyRing() throws(KeyRingError) -> KeyRing {
    if let masterKey { return try KeyRing(parsing: masterKey.exposedText()) }
    return try MasterKeyFile.load(inFolder: dataFolder)
  }
}
