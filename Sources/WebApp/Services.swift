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
  let jobs: JobStore
  let keeper: LeaseKeeper
  let worker: JobRunner
  let sessions: Sessions
  let authLimiter: AuthLimiter
  let hasher: PasswordHasher
  let housekeeping: Housekeeping
  let masterKeys: MasterKeyWatch
  let metrics: PrometheusRegistry
  let files: PublicFiles
  let sample: SampleFile?
  let logger: Logger

  /// Puts the services together.
  ///
  /// - Parameters:
  ///   - database: open and migrated; closed by the caller.
  ///   - httpClient: for calls to providers; shut down by the caller.
  ///   - sample: a data set that people may try, in the demo.
  package init(
    configuration: AppConfiguration, database: any SQLDatabase, httpClient: HTTPClient, sandbox: any CodeRunning,
    hasher: PasswordHasher? = nil, sample: SampleFile? = nil, clock: WallClock = .system, logger: Logger
  ) throws {
    self.configuration = configuration
    self.database = database
    self.clock = clock
    self.sample = sample
    self.logger = logger
    catalog = .standard
    let keyRing = try configuration.keyRing()
    metering = Metering(
      gateway: ModelGateway(httpClient: httpClient, endpoints: configuration.endpoints, logger: logger),
      catalog: catalog, stores: MeteringStores(database: database), keyRing: keyRing,
      platformKeys: configuration.offeredKeys, settings: configuration.metering, clock: clock, logger: logger)
    keyDesk = KeyDesk(metering: metering)
    settings = ModelSettingsDesk(
      store: SettingsStore(database: database), metering: metering, keyDesk: keyDesk, catalog: catalog, clock: clock)
    library = DatasetLibrary(
      store: DatasetStore(database: database),
      profiler: DatasetProfiler(
        sandbox: sandbox, limits: DatasetLimits(maxBytes: configuration.uploadLimitBytes)),
      folder: configuration.dataFolder + "/datasets", largestFile: configuration.uploadLimitBytes,
      quota: configuration.datasetQuota, clock: clock)
    hub = TaskHub(
      reconnectGrace: configuration.reconnectGrace, mostTasks: Self.mostTasks,
      mostTasksOfOnePerson: configuration.tasksPerPerson, shutdownGrace: configuration.shutdownGrace, clock: clock)
    jobs = JobStore(database: database)
    keeper = LeaseKeeper(store: jobs, length: configuration.leaseDuration, clock: clock, logger: logger)
    chatTurns = ChatTurnRunner(
      metering: metering, analyst: ChatTurnAnalyst(sandbox: sandbox), chats: ChatStore(database: database),
      datasets: library, jobs: jobs, keeper: keeper, mostOfOnePerson: configuration.tasksPerPerson, clock: clock,
      logger: logger)
    worker = JobRunner(
      store: jobs, keeper: keeper, handlers: [InterruptedTurns(metering: metering, clock: clock)],
      mostAtOnce: Self.mostJobs, clock: clock, logger: logger)
    sessions = Sessions(
      store: SessionStore(database: database), users: UserStore(database: database), clock: clock)
    authLimiter = AuthLimiter(store: RateLimitStore(database: database), clock: clock, configuration: configuration)
    self.hasher = try hasher ?? PasswordHasher()
    masterKeys = MasterKeyWatch(
      ring: keyRing, store: MasterKeyStore(database: database), keyLifetime: configuration.keyLifetime, clock: clock,
      logger: logger)
    housekeeping = Housekeeping(
      database: database, library: library, masterKeys: masterKeys, clock: clock, logger: logger)
    metrics = PrometheusRegistry()
    files = try PublicFiles(folder: PublicFolder.url(configured: configuration.publicFolder))
  }

  /// How many chat turns run at once in one process.
  private static let mostTasks = 512
  /// How many jobs of the queue one process does at once.
  private static let mostJobs = 8
}

/// A data set that comes with the program.
package struct SampleFile: Sendable {
  let name: String
  let text: String

  package init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}

extension AppConfiguration {
  var endpoints: [Provider: ProviderEndpoint] { baseURLs.mapValues { ProviderEndpoint(baseURL: $0) } }

  /// What one person may keep.
  var datasetQuota: DatasetQuota {
    DatasetQuota(count: datasetsPerPerson, bytes: datasetSpaceBytes ?? 10 * uploadLimitBytes)
  }

  /// The platform's keys, and with them what can be paid with credits.
  var offeredKeys: PlatformKeys { PlatformKeys(platformKeys, offersLocal: providers[.local]?.baseURL != nil) }

  var metering: MeteringSettings {
    MeteringSettings(
      holdDuration: holdDuration, keyLifetime: keyLifetime, keyChecksPerMinuteBySession: keyChecksPerMinute,
      keyChecksPerMinuteByAddress: keyChecksPerMinuteByAddress)
  }

  /// The operator's master keys, from the setting or the file in the data folder, which is made when it is missing.
  func keyRing() throws(KeyRingError) -> KeyRing {
    if let masterKey { return try KeyRing(parsing: masterKey.exposedText()) }
    return try MasterKeyFile.load(inFolder: dataFolder)
  }
}
