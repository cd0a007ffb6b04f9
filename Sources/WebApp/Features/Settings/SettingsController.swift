import Core
import Hummingbird
import KeySealing
import Metering
import ModelGateway
import Storage

/// The session's model settings: `GET /api/model-settings` and `POST /settings/model`.
struct SettingsController: Sendable {
  let desk: ModelSettingsDesk
  let keyDesk: KeyDesk
  let metering: Metering

  var endpoints: RouteCollection<LatchkeyRequestContext> {
    let routes = RouteCollection(context: LatchkeyRequestContext.self)
    routes.get("/api/model-settings") { _, context in
      try await JSONBodyEncoder.response(desk.view(of: context.requireIdentity().session))
    }
    routes.post("/settings/model", use: save)
    return routes
  }

  /// What a client may set. Bounds: temperature 0…2, max tokens 1…200,000, key 512 characters.
  struct SaveRequest: Decodable, Sendable {
    var provider: String
    var model: String
    var useOwnKey: Bool
    var apiKey: String?
    var keepUnchecked: Bool?
    var testModel: Bool?
    var temperature: Double?
    var maxTokens: Int?
  }

  /// Tests a new key first; when it is refused, nothing is changed (K1).
  @Sendable private func save(_ request: Request, context: LatchkeyRequestContext) async throws -> Response {
    let identity = try context.requireIdentity()
    let body = try await request.decode(as: SaveRequest.self, context: context)
    let settings = try settings(from: body)
    var checked: (sealed: SealedKey, row: SessionKey, verdict: KeyVerdict)?
    if let text = body.apiKey {
      let check = KeyCheckRequest(
        key: Secret(text), provider: settings.provider, testedModel: body.testModel == true ? settings.model : nil,
        chosenModel: settings.model, user: identity.user.id, session: identity.session,
        address: NetworkAddress.limitKey(of: context.clientAddress))
      checked = try await keyDesk.seal(check, keepUnchecked: body.keepUnchecked ?? false)
    }
    var response = try await JSONBodyEncoder.response(
      desk.save(settings, key: checked?.row, of: identity.session))
    if let sealed = checked?.sealed {
      response.setCookie(
        SessionCookies.cookie(
          SessionCookies.key(of: settings.provider), value: sealed.text, lifetime: keyDesk.keyLifetime))
    }
    return response
  }

  private func settings(from body: SaveRequest) throws -> ModelSettings {
    guard let provider = Provider(rawValue: body.provider) else { throw InputError.unknownProvider(body.provider) }
    _ = try metering.model(body.model, at: provider)
    if let temperature = body.temperature, !(0...2).contains(temperature) {
      throw RequestError.invalid(field: "temperature", reason: "it must be between 0 and 2.")
    }
    if let tokens = body.maxTokens, !(1...200_000).contains(tokens) {
      throw RequestError.invalid(field: "max_tokens", reason: "it must be between 1 and 200,000.")
    }
    if body.useOwnKey, !provider.acceptsOwnKey { throw KeyError.providerTakesNoKeys(provider) }
    if !body.useOwnKey, !metering.offersOnCredits(provider) { throw MeteringError.ownKeyOnly(provider) }
    return ModelSettings(
      provider: provider, model: body.model, useOwnKey: body.useOwnKey, temperature: body.temperature,
      maxTokens: body.maxTokens)
  }
}
