package import Core

/// What people need to know about a provider: where to get a key, where to pay, what a key looks like.
package struct ProviderFacts: Sendable {
  /// What keys begin with, for a hint beside the field; a key that begins otherwise may be good.
  package let keyFormatHint: String
  /// The steps to a key, each one sentence.
  package let keySteps: [String]
  package let keyURL: String?
  package let billingURL: String?
  package let limitsURL: String?
  package let modelsURL: String?
  package let regionsURL: String?
  package let statusURL: String?

  package static func of(_ provider: Provider) -> ProviderFacts {
    switch provider {
    case .openai: openai
    case .anthropic: anthropic
    case .groq: groq
    case .gemini: gemini
    case .local: local
    }
  }
}

extension ProviderFacts {
  private static let openai = ProviderFacts(
    keyFormatHint: "sk-…, sk-proj-… or sk-svcacct-… (sk-admin-… is not for asking models)",
    keySteps: [
      "Sign in at platform.openai.com.",
      "Open “API keys” and choose “Create new secret key”.",
      "Make sure that the project has credit under “Billing”.",
      "Copy the key at once: it is shown only this time.",
    ],
    keyURL: "https://platform.openai.com/api-keys",
    billingURL: "https://platform.openai.com/settings/organization/billing/overview",
    limitsURL: "https://platform.openai.com/settings/organization/limits",
    modelsURL: "https://platform.openai.com/docs/models",
    regionsURL: "https://platform.openai.com/docs/supported-countries",
    statusURL: "https://status.openai.com")

  private static let anthropic = ProviderFacts(
    keyFormatHint: "sk-ant-api03-…",
    keySteps: [
      "Sign in at console.anthropic.com.",
      "Open “API keys” and choose “Create key”.",
      "Make sure that the organisation has credit under “Billing”.",
      "Copy the key at once: it is shown only this time.",
    ],
    keyURL: "https://console.anthropic.com/settings/keys",
    billingURL: "https://console.anthropic.com/settings/billing",
    limitsURL: "https://console.anthropic.com/settings/limits",
    modelsURL: "https://docs.anthropic.com/en/docs/about-claude/models/overview",
    regionsURL: "https://www.anthropic.com/supported-countries",
    statusURL: "https://status.anthropic.com")

  private static let groq = ProviderFacts(
    keyFormatHint: "gsk_…",
    keySteps: [
      "Sign in at console.groq.com.",
      "Open “API Keys” and choose “Create API Key”.",
      "Copy the key at once: it is shown only this time.",
    ],
    keyURL: "https://console.groq.com/keys",
    billingURL: "https://console.groq.com/settings/billing",
    limitsURL: "https://console.groq.com/settings/limits",
    modelsURL: "https://console.groq.com/docs/models",
    regionsURL: "https://console.groq.com/docs/errors",
    statusURL: "https://groqstatus.com")

  private static let gemini = ProviderFacts(
    keyFormatHint: "AIza… or AQ.…",
    keySteps: [
      "Sign in at aistudio.google.com.",
      "Open “Get API key” and choose “Create API key”.",
      "Choose or make a project; billing is only needed beyond the free quota.",
      "Copy the key.",
    ],
    keyURL: "https://aistudio.google.com/apikey",
    billingURL: "https://aistudio.google.com/usage",
    limitsURL: "https://ai.google.dev/gemini-api/docs/rate-limits",
    modelsURL: "https://ai.google.dev/gemini-api/docs/models",
    regionsURL: "https://ai.google.dev/gemini-api/docs/available-regions",
    statusURL: "https://aistudio.google.com/status")

  private static let local = ProviderFacts(
    keyFormatHint: "", keySteps: ["Ask the operator: the local server's key is set with LOCAL_API_KEY."], keyURL: nil,
    billingURL: nil, limitsURL: nil, modelsURL: nil, regionsURL: nil, statusURL: nil)
}
