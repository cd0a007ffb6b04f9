package import Core
import CreditLedger
package import KeySealing
package import Logging
package import ModelGateway
package import Storage

/// The one door: nothing reaches a provider and no task moves a credit except through here.
package struct Metering: Sendable {
  let gateway: ModelGateway
  let catalog: ModelCatalog
  let stores: MeteringStores
  let keyRing: KeyRing
  let platformKeys: PlatformKeys
  let settings: MeteringSettings
  let clock: WallClock
  /// Waits between two signs of life and between two attempts to write; tests wait for nothing.
  let sleep: @Sendable (Duration) async throws -> Void
  let logger: Logger
  private let local = LocalModels()

  package init(
    gateway: ModelGateway, catalog: ModelCatalog, stores: MeteringStores, keyRing: KeyRing,
    platformKeys: PlatformKeys, settings: MeteringSettings, clock: WallClock, logger: Logger,
    sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
  ) {
    self.gateway = gateway
    self.catalog = catalog
    self.stores = stores
    self.keyRing = keyRing
    self.platformKeys = platformKeys
    self.settings = settings
    self.clock = clock
    self.logger = logger
    self.sleep = sleep
  }

  /// The catalog's entry for a model; throws `modelUnknown`. Any model may be used on a `local` server, as tier 1.
  package func model(_ id: String, at provider: Provider) throws(MeteringError) -> CatalogModel {
    if let model = catalog.model(id, at: provider) { return model }
    guard provider == .local, platformKeys.offers(.local), LocalModels.isID(id) else { throw .modelUnknown }
    return .local(id: id)
  }

  /// The models that the operator's local server lists, as of the last minute; none when there is no such server or it
  /// does not answer within three seconds.
  package func localModels() async -> [CatalogModel] {
    guard platformKeys.offers(.local) else { return [] }
    return await local.models(now: clock.now) {
      try await gateway.models(at: .local, credential: platformKeys.key(for: .local))
    }
  }

  /// What one task costs when the platform pays.
  package func price(of feature: Feature, model: CatalogModel) -> Credits {
    PriceTable.price(for: feature, tier: Tier(rawValue: model.tier) ?? .ultimate)
  }

  package func offersOnCredits(_ provider: Provider) -> Bool { platformKeys.offers(provider) }

  /// Takes keys out of what came from a provider.
  func scrubber(for payer: Payer) -> Scrubber {
    Scrubber(secrets: platformKeys.all + (payer.credential.map { [$0] } ?? []))
  }
}

/// The stores that the door writes to.
package struct MeteringStores: Sendable {
  let database: any SQLDatabase
  let ledger: LedgerStore
  let sessions: SessionStore
  let keys: SessionKeyStore
  let usage: UsageStore
  let limits: RateLimitStore

  package init(database: any SQLDatabase) {
    self.database = database
    ledger = LedgerStore(database: database)
    sessions = SessionStore(database: database)
    keys = SessionKeyStore(database: database)
    usage = UsageStore(database: database)
    limits = RateLimitStore(database: database)
  }
}
