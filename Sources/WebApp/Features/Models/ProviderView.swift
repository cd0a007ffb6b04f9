import Core

/// A provider, and how a person gets a key for it. Facts: the providers' own consoles, 2026.
struct ProviderView: Encodable, Sendable {
  var id: String
  var name: String
  /// Whether the operator has a key, so that credits can pay.
  var platform: Bool
  var ownKey: Bool
  /// What a key usually begins with: a hint, never a rule (K9).
  var keyFormatHint: String
  var keySteps: [String]
  var keyUrl: String
  var billingUrl: String

  init(_ provider: Provider, isOnPlatform: Bool) {
    id = provider.rawValue
    name = provider.displayName
    platform = isOnPlatform
    ownKey = provider.acceptsOwnKey
    let guide = Self.guide(of: provider)
    keyFormatHint = guide.format
    keySteps = guide.steps
    keyUrl = guide.keyURL
    billingUrl = guide.billingURL
  }

  private typealias Guide = (format: String, steps: [String], keyURL: String, billingURL: String)

  private static func guide(of provider: Provider) -> Guide {
    switch provider {
    case .openai:
      (
        "sk-…",
        [
          "Sign in at platform.openai.com and open API keys.", "Choose “Create new secret key” and give it a name.",
          "Copy the key at once: it is shown only this time.", "Under Billing, make sure that there is credit.",
        ], "https://platform.openai.com/api-keys", "https://platform.openai.com/settings/organization/billing"
      )
    case .anthropic:
      (
        "sk-ant-…",
        [
          "Sign in at console.anthropic.com and open Settings, API keys.", "Choose “Create key” and give it a name.",
          "Copy the key at once: it is shown only this time.", "Under Plans & billing, buy credits.",
        ], "https://console.anthropic.com/settings/keys", "https://console.anthropic.com/settings/billing"
      )
    case .groq:
      (
        "gsk_…",
        [
          "Sign in at console.groq.com and open API Keys.", "Choose “Create API Key” and give it a name.",
          "Copy the key at once: it is shown only this time.",
          "The free tier works; limits are under Settings, Limits.",
        ], "https://console.groq.com/keys", "https://console.groq.com/settings/billing"
      )
    case .gemini:
      (
        "AIza… or AQ.…",
        [
          "Sign in at aistudio.google.com and choose “Get API key”.", "Choose “Create API key” and a project.",
          "Copy the key.", "The free tier works; for more, set up billing for the project.",
        ], "https://aistudio.google.com/apikey", "https://aistudio.google.com/usage"
      )
    case .local: ("", [], "", "")
    }
  }
}
