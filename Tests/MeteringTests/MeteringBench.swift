import AsyncHTTPClient
import Core
import CreditLedger
import KeySealing
import Logging
import Metering
import ModelGateway
import NIOPosix
import Storage
import TestSupport
import Testing

/// A door over a database in memory and simulated providers, with one person and one session in it.
struct MeteringBench {
  let metering: Metering
  let keyDesk: KeyDesk
  let database: FaultyDatabase
  let ledger: LedgerStore
  let usage: UsageStore
  let clock: ManualClock
  let user: UserID
  let account: AccountID
  let session: SessionID

  /// The cheapest tier of a provider that the simulator serves; a query costs one credit.
  static let model = ModelCatalog.standard.models(at: .openai).first { $0.tier == 1 }!.id

  static func with<Result>(
    credits: Credits = 0, baseURL: String = "http://127.0.0.1:1",
    platformKeys: [Provider: Secret] = [.openai: Secret("sk-sim-good-platform")],
    settings: MeteringSettings = MeteringSettings(), pauses: Pauses = Pauses(),
    _ body: (MeteringBench) async throws -> Result
  ) async throws -> Result {
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let client = HTTPClient(
      eventLoopGroup: MultiThreadedEventLoopGroup.singleton, configuration: .init(redirectConfiguration: .disallow))
    do {
      let database = FaultyDatabase(try await DatabaseLocation.inMemory.open(logger: logger))
      let bench = try await MeteringBench(
        database: database, client: client, baseURL: baseURL, platformKeys: platformKeys, credits: credits,
        settings: settings, pauses: pauses, logger: logger)
      let result = try await body(bench)
      try await database.close()
      try await client.shutdown()
      return result
    } catch {
      try? await client.shutdown()
      throw error
    }
  }

  private init(
    database: FaultyDatabase, client: HTTPClient, baseURL: String, platformKeys: [Provider: Secret], credits: Credits,
    settings: MeteringSettings, pauses: Pauses, logger: Logger
  ) async throws {
    let clock = ManualClock()
    self.clock = clock
    self.database = database
    ledger = LedgerStore(database: database)
    usage = UsageStore(database: database)
    let endpoints: [Provider: ProviderEndpoint] = [
      .openai: ProviderEndpoint(baseURL: baseURL + "/v1"),
      .anthropic: ProviderEndpoint(baseURL: baseURL + "/anthropic"),
      .groq: ProviderEndpoint(baseURL: baseURL + "/groq"), .gemini: ProviderEndpoint(baseURL: baseURL + "/gemini"),
    ]
    metering = Metering(
      gateway: ModelGateway(httpClient: client, endpoints: endpoints, logger: logger), catalog: .standard,
      stores: MeteringStores(database: database), keyRing: .generated(), platformKeys: PlatformKeys(platformKeys),
      settings: settings, clock: clock.wallClock, logger: logger,
      sleep: { try await pauses.pause($0, clock: clock) })
    keyDesk = KeyDesk(metering: metering)
    user = UserID()
    session = SessionID()
    try await UserStore(database: database).create(
      User(
        id: user, email: "ada@example.org", name: nil, role: .user, isGuest: false, passwordHash: nil,
        createdAt: clock.now))
    try await SessionStore(database: database).create(
      SessionRow(
        id: session, user: user, tokenHash: "h", salt: Array(repeating: 5, count: 32), createdAt: clock.now,
        expiresAt: clock.now + .seconds(86_400)))
    // The guest plan never renews, so a balance changes only by what a test does.
    account = try await ledger.openAccount(for: user, plan: .guest, now: clock.now).id
    let start = try await ledger.balance(of: account, now: clock.now).available
    if credits != start {
      _ = try await ledger.adjust(account, by: credits - start, madeBy: "test", reason: "start", now: clock.now)
    }
  }

  func request(
    _ id: TaskID = TaskID(), provider: Provider = .openai, model: String = model, ownKey: OwnKeyChoice = .off,
    feature: Feature = .chat
  ) -> TaskRequest {
    TaskRequest(
      id: id, user: user, account: account, session: session, feature: feature, provider: provider, model: model,
      ownKey: ownKey)
  }

  /// Checks the balance, and what is held when the test names it.
  func expect(available: Credits, held: Credits? = nil) async throws {
    let balance = try await balance
    #expect(balance.available == available)
    if let held { #expect(balance.held == held) }
  }

  func expectCleanLedger() async throws {
    let report = try await ledger.audit(now: clock.now)
    #expect(report.isClean)
  }

  /// Checks the states of the keys that the session holds.
  func expectKeyStates(_ states: [String]) async throws {
    let keys = try await keyDesk.keys(of: session)
    #expect(keys.map(\.state) == states)
  }

  /// The rows of a query, for a look at what no report shows.
  func rows(_ sql: String) async throws -> [SQLRow] { try await database.read { try $0.rows(sql, []) } }

  func execute(_ sql: String) async throws { try await database.write { db in _ = try db.execute(sql) } }

  /// All use so far.
  var lines: [UsageLine] {
    get async throws {
      try await usage.use(of: user, from: Timestamp(milliseconds: 0), to: clock.now + .seconds(1))
    }
  }

  var balance: Balance {
    get async throws { try await ledger.balance(of: account, now: clock.now) }
  }
}
