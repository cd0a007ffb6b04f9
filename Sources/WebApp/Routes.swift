import Core
import Hummingbird
import Storage

extension Services {
  /// The table of contents of the HTTP API. All routes of features; errors, sessions and limits are middleware.
  var routes: [RouteCollection<LatchkeyRequestContext>] {
    let chats = ChatStore(database: database)
    let ledger = LedgerStore(database: database)
    let usage = UsageStore(database: database)
    let users = UserStore(database: database)
    let streams = TaskStreams(hub: hub, chats: chats, jobs: jobs, clock: clock)
    return [
      AuthController(
        users: users, ledger: ledger, sessions: sessions, limiter: authLimiter, hasher: hasher,
        configuration: configuration, clock: clock
      ).endpoints,
      ModelsController(catalog: catalog, metering: metering, keyDesk: keyDesk).endpoints,
      SettingsController(desk: settings, keyDesk: keyDesk, metering: metering).endpoints,
      KeysController(keyDesk: keyDesk, settings: settings, metering: metering).endpoints,
      CreditsController(ledger: ledger, metering: metering, settings: settings, clock: clock).endpoints,
      UsageController(usage: usage, clock: clock).endpoints,
      DatasetsController(library: library, sample: sample).endpoints,
      ChatsController(chats: chats, datasets: library.store, hub: hub, jobs: jobs, clock: clock).endpoints,
      MessagesController(
        chats: chats, ledger: ledger, settings: settings, runner: chatTurns, hub: hub, streams: streams
      ).endpoints,
      TasksController(hub: hub, streams: streams, jobs: jobs, clock: clock).endpoints,
      AdminController(usage: usage, users: users, ledger: ledger, clock: clock).endpoints,
      HealthController(metrics: metrics, isDraining: { hub.isDraining }, isReady: isReady).endpoints,
      StaticController(files: files).endpoints,
    ]
  }

  /// Whether the database answers; one that is stuck counts as not ready.
  @Sendable private func isReady() async -> Bool {
    (try? await database.read { _ = try $0.rows("SELECT 1 AS one", []) }) != nil
  }
}
