import Core
import Hummingbird
import Metering
import ModelGateway
import Storage

/// `POST /api/keys/check` (checks without saving) and `DELETE /api/keys/{provider}`.
struct KeysController: Sendable {
  let keyDesk: KeyDesk
  let settings: ModelSettingsDesk
  let metering: Metering

  var endpoints: RouteCollection<LatchkeyRequestContext> {
    let routes = RouteCollection(context: LatchkeyRequestContext.self)
    routes.post("/api/keys/check", use: check)
    routes.delete("/api/keys/{provider}", use: remove)
    return routes
  }

  struct CheckRequest: Decodable, Sendable {
    var provider: String
    var apiKey: String
    /// The model for the optional one-token test.
    var model: String?
  }

  struct CheckResponse: Encodable, Sendable {
    var provider: String
    var outcome: String
    var sentence: String
    var helpUrl: String?
    /// `yes`, `unchecked` (only when the person says so) or `no`.
    var keptAllowed: String
    var models: [String]?
    var hint: String
    /// The provider that the key's beginning suggests, when it is another one: a hint, never a rule (K9).
    var looksLike: String?
    /// What the provider said, without the key.
    var providerMessage: String?
    var retryAfter: Int64?
  }

  @Sendable private func check(_ request: Request, context: LatchkeyRequestContext) async throws -> Response {
    let identity = try context.requireIdentity()
    let body = try await request.decode(as: CheckRequest.self, context: context)
    guard let provider = Provider(rawValue: body.provider) else { throw InputError.unknownProvider(body.provider) }
    if let model = body.model { _ = try metering.model(model, at: provider) }
    let key = Secret(body.apiKey)
    let verdict = try await keyDesk.check(
      KeyCheckRequest(
        key: key, provider: provider, testedModel: body.model, user: identity.user.id, session: identity.session,
        address: NetworkAddress.limitKey(of: context.clientAddress)))
    return try JSONBodyEncoder.response(response(verdict, lookalike: KeyFormat.looksLike(key)))
  }

  private func response(_ verdict: KeyVerdict, lookalike: Provider?) -> CheckResponse {
    CheckResponse(
      provider: verdict.provider.rawValue, outcome: verdict.outcome.rawValue, sentence: verdict.sentence,
      helpUrl: verdict.helpURL, keptAllowed: Self.keptAllowed(verdict.outcome), models: verdict.models,
      hint: verdict.hint.text, looksLike: lookalike == verdict.provider ? nil : lookalike?.rawValue,
      providerMessage: verdict.detail, retryAfter: verdict.retryAfter?.inWholeSecondsRoundedUp)
  }

  private static func keptAllowed(_ outcome: KeyCheckOutcome) -> String {
    switch outcome.keepsKey {
    case .keep, .keepUnchecked: "yes"
    case .mayKeepUnchecked: "unchecked"
    case .refuse: "no"
    }
  }

  @Sendable private func remove(_ request: Request, context: LatchkeyRequestContext) async throws -> Response {
    let identity = try context.requireIdentity()
    let name = try context.parameters.require("provider")
    guard let provider = Provider(rawValue: name) else { throw InputError.unknownProvider(name) }
    try await keyDesk.remove(provider, from: identity.session)
    var response = try await JSONBodyEncoder.response(settings.view(of: identity.session))
    response.setCookie(SessionCookies.cleared(SessionCookies.key(of: provider)))
    return response
  }
}
