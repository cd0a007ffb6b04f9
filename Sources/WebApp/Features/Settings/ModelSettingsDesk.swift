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
    try await store.settings(of: session) ?? initialSettings
  }

  func save(_ settings: ModelSettings, of session: SessionID) async throws {
    try await store.put(settings, for: session)
  }

  func view(of session: SessionID) async throws -> ModelSettingsView {
    let settings = try await settings(of: session)
    let keys = try await keyDesk.keys(of: session)
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

  /// The first model that the platform offers, cheapest tier of a known good kind first; an own-key model when it
  /// offers none.
  private var initialSettings: ModelSettings {
    let offered = catalog.models.filter { metering.offersOnCredits($0.provider) }
    let model =
      offered.min { ($0.tier, $0.outputPricePerMillion) < ($1.tier, $1.outputPricePerMillion) } ?? catalog.models[0]
    return ModelSettings(
      provider: model.provider, model: model.id, useOwnKey: offered.isEmpty, temperature: nil, maxTokens: nil)
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
