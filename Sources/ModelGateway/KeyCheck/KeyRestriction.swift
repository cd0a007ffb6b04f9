import Core

/// What a genuine key may not do, as far as its provider said.
package enum KeyRestriction: Sendable, Hashable {
  /// Scopes that it lacks, in the provider's words, such as `api.model.read`.
  case scopes([String])
  /// Its organisation or project blocks the model.
  case model
  /// Its project, or the key itself, may not use the API.
  case service
  /// It works only from certain addresses, sites or apps.
  case origin
}

extension KeyRestriction {
  /// Nil when the error is of another sort, or names no restriction.
  init?(_ error: ProviderError) {
    guard case .missingPermission(let failure) = error else { return nil }
    let scopes = Self.scopes(in: failure.text?.raw ?? "")
    guard scopes.isEmpty else {
      self = .scopes(scopes)
      return
    }
    switch failure.providerCode?.lowercased() {
    case .some(let code) where code.hasPrefix("model_permission_blocked"): self = .model
    case "api_key_service_blocked", "service_disabled", "access_token_scope_insufficient": self = .service
    case "api_key_http_referrer_blocked", "api_key_ip_address_blocked", "api_key_android_app_blocked",
      "api_key_ios_app_blocked":
      self = .origin
    default: return nil
    }
  }

  /// At most five words of the provider's that can't be keys: lower-case letters and underscores between dots.
  private static func scopes(in text: String) -> [String] {
    guard let list = text.firstMatch(of: /[Mm]issing scopes?: ((?:[a-z_]+(?:\.[a-z_]+)+(?:, ?)?)+)/) else { return [] }
    return list.1.split { $0 == "," || $0 == " " }.filter { $0.utf8.count <= 60 }.prefix(5).map(String.init)
  }

  /// What is wrong and what to do about it, as the end of a sentence that says that the key was accepted.
  var words: String {
    switch self {
    case .scopes(let scopes):
      let names = scopes.joined(separator: ", ")
      return scopes.count == 1
        ? "it lacks the scope \(names): give it that scope if a model refuses it."
        : "it lacks the scopes \(names): give it those scopes if a model refuses it."
    case .model: return "its organisation or project blocks the model: unblock it there, or choose another model."
    case .service: return "it may not use this API: enable the API for its project, or lift the key's restriction."
    case .origin:
      return "it works only from certain addresses or apps: lift that restriction, or make a key without one."
    }
  }
}
