extension APIRoute {
  private static let settingsFields: [Field] = .fields(
    """
    provider!: string, model!: string, temperature: number, max_tokens: integer, credits_per_query!: integer,\
    use_own_key!: boolean, own_key!: object, keys!: object, payer!: string
    """)

  static let settings: [APIRoute] = [
    APIRoute(
      "GET", "/api/model-settings", "settings", "Provider, model and the state of the keys; never a key.",
      answer: .json(200, settingsFields)),
    APIRoute(
      "POST", "/settings/model", "settings",
      "Save provider and model; a new key is tested first, and kept only if good.",
      body: .json(
        .fields(
          """
          provider!: string, model!: string, use_own_key!: boolean, api_key: string, keep_unchecked: boolean,\
          test_model: boolean, temperature: number, max_tokens: integer
          """)),
      answer: .json(200, settingsFields),
      errors: ["key.invalid", "key.provider_unavailable", "key.unreachable", "key.too_many_checks", "model.unknown"]),
    APIRoute(
      "POST", "/api/keys/check", "settings", "Check a provider key without saving it.",
      body: .json(.fields("provider!: string, api_key!: string, model: string")),
      answer: .json(
        200,
        .fields(
          """
          provider!: string, outcome!: string, sentence!: string, help_url: string, kept_allowed!: string,\
          models: array, hint: string, looks_like: string
          """)),
      errors: ["key.too_many_checks", "provider.unknown"]),
    APIRoute(
      "DELETE", "/api/keys/{provider}", "settings", "Remove an own key; takes effect on the next call.",
      answer: .json(200, settingsFields), errors: ["provider.unknown"]),
    APIRoute(
      "GET", "/api/models", "settings", "The model catalog with prices; with an own key, the models it may use.",
      answer: .json(200, .fields("models!: array, providers!: array, features!: object"))),
  ]
}
