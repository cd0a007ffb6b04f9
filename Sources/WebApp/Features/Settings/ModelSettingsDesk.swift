import Core
import KeySealing
import Metering
import ModelGateway
import Storage

/// Reads and saves a session's model settings, and says which key the next question would use.
struct ModelSettingsDesk: Sendable {
  let store: SettingsStore
  let metering: Metering
  let keyDesk: KeyDesk
  let catalog: ModelCatalog
  let clock: WallClock

  /// The session's settings, or what a new session starts with.
  func settings(of session: SessionID) async throws -> ModelSettings {
    if let settings = try await store.settings(of: session) { return settings }
    return await initialSettings()
  }

  /// Saves the settings and, with them or not at all, a new key's row; answers with how they look then.
  func save(_ settings: ModelSettings, key: SessionKey?, of session: SessionID) async throws -> ModelSettingsView {
    let others = try await keyDesk.keys(of: session).filter { $0.provider != key?.provider }
    // Made before anything is written: what fails afterwards would lose the new key's cookie.
    let view = try view(of: settings, keys: others + (key.map { [$0] } ?? []))
    try await keyDesk.keep(key) { try SettingsStore.put(settings, for: session, on: $0) }
    return view
  }

  func view(of session: SessionID) async throws -> ModelSettingsView {
    try await view(of: settings(of: session), keys: keyDesk.keys(of: session))
  }

  private func view(of settings: ModelSettings, keys: [SessionKey]) throws -> ModelSettingsView {
    let views = Dictionary(
      uniqueKeysWithValues: Provider.acceptingOwnKeys.map { provider in
        (provider.rawValue, keys.first { $0.provider == provider }.map(keyView))
      })
    let model = try metering.model(settings.model, at: settings.provider)
    let current = keys.first { $0.provider == settings.provider }
    return ModelSettingsView(
      provider: settings.provider.rawValue, model: settings.model, temperature: settings.temperature,
      maxTokens: settings.maxTokens, creditsPerQuery: metering.price(of: .chat, model: model).amount,
      useOwnKey: settings.useOwnKey, payer: settings.useOwnKey ? .ownKey : .platform,
      ownKey: ownKeyView(current, isOn: settings.useOwnKey), keys: views)
  }

  /// The first model that the platform offers, cheapest tier of a known good kind first, then what its local server
  /// lists; an own-key model when it offers none.
  private func initialSettings() async -> ModelSettings {
    let offered = catalog.models.filter { metering.offersOnCredits($0.provider) }
    let cheapest = offered.min { ($0.tier, $0.outputPricePerMillion) < ($1.tier, $1.outputPricePerMillion) }
    var local: CatalogModel?
    if cheapest == nil { local = await metering.localModels().first }
    let model = cheapest ?? local ?? catalog.models[0]
    return ModelSettings(
      provider: model.provider, model: model.id, useOwnKey: cheapest == nil && local == nil, temperature: nil,
      maxTokens: nil)
  }

  private func ownKeyView(_ key: SessionKey?, isOn: Bool) -> ModelSettingsView.OwnKeyView {
    guard let key else {
      return .init(active: false, state: "none", hint: nil, checkedAt: nil, expiresAt: nil)
    }
    let state = state(of: key)
    return .init(
      active: isOn && state != "expired", state: state, hint: key.hint.text, checkedAt: key.checkedAt,
      expiresAt: key.expiresAt)
  }

  private func keyView(_ key: SessionKey) -> ModelSettingsView.KeyView {
    let state = state(of: key)
    let outcome = KeyCheckOutcome(rawValue: state)
    let needsWords = outcome != .valid
    return .init(
      state: state, hint: key.hint.text, checkedAt: key.checkedAt, expiresAt: key.expiresAt,
      sentence: needsWords ? outcome?.sentence(for: key.provider) ?? Self.uncheckedSentence : nil,
      helpUrl: needsWords ? outcome?.helpURL(for: key.provider) : nil)
  }

  private func state(of key: SessionKey) -> String { clock.now < key.expiresAt ? key.state : "expired" }

  private static let uncheckedSentence =
    "This key is not checked yet; the first good answer will confirm it, or check it now."
}
