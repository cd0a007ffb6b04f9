import Hummingbird
import Storage

extension Services {
  /// The table of contents of the HTTP API. All routes of features; errors, sessions and limits are middleware.
  func addFeatureRoutes(to router: RouterGroup<LatchkeyRequestContext>) {
    let chats = ChatStore(database: database)
    let ledger = LedgerStore(database: database)
    let usage = UsageStore(database: database)
    let streams = TaskStreams(hub: hub, chats: chats)

    ModelsController(catalog: catalog, metering: metering, keyDesk: keyDesk).addRoutes(to: router)
    SettingsController(desk: settings, keyDesk: keyDesk, metering: metering).addRoutes(to: router)
    KeysController(keyDesk: keyDesk, settings: settings, metering: metering).addRoutes(to: router)
    CreditsController(ledger: ledger, metering: metering, settings: settings, clock: clock).addRoutes(to: router)
    UsageController(usage: usage, clock: clock).addRoutes(to: router)
    DatasetsController(library: library).addRoutes(to: router)
    ChatsController(chats: chats, datasets: library.store, hub: hub, clock: clock).addRoutes(to: router)
    MessagesController(chats: chats, ledger: ledger, settings: settings, runner: chatTurns, hub: hub, streams: streams)
      .addRoutes(to: router)
    TasksController(hub: hub, streams: streams).addRoutes(to: router)
    AdminController(usage: usage, users: UserStore(database: database), ledger: ledger, clock: clock)
      .addRoutes(to: router)
  }
}
