extension APIRoute {
  static let admin: [APIRoute] = [
    APIRoute(
      "GET", "/api/admin/usage", "admin", "Use by payer, day, feature, model and error code, for all.", access: .admin,
      query: ["from", "to"],
      answer: .json(200, .fields("lines!: array, by_payer!: array, by_day!: array, errors!: array, key_checks!: array"))
    ),
    APIRoute(
      "GET", "/api/admin/usage.csv", "admin", "The same lines as CSV.", access: .admin, query: ["from", "to"],
      answer: .text("text/csv")),
    APIRoute(
      "GET", "/api/admin/users", "admin", "People and guests with plan and balance.", access: .admin,
      query: ["search"], answer: .json(200, .fields("users!: array"))),
    APIRoute(
      "POST", "/api/admin/users/{id}/grants", "admin", "Grant credits.", access: .admin,
      body: .json(.fields("amount!: integer, reason!: string, idempotency_key: string")),
      answer: .json(201, .fields("entry: object"))),
    APIRoute(
      "POST", "/api/admin/users/{id}/plan", "admin", "Change a person's plan.", access: .admin,
      body: .json(.fields("plan!: string")), answer: .json(200, .fields("plan: string"))),
  ]

  static let operations: [APIRoute] = [
    APIRoute(
      "GET", "/health/live", "operations", "Whether the process answers.", access: .everyone,
      answer: .json(200, .fields("status!: string"))),
    APIRoute(
      "GET", "/health/ready", "operations", "Whether the database can be reached.", access: .everyone,
      answer: .json(200, .fields("status!: string")), errors: ["health.not_ready", "health.draining"]),
    APIRoute(
      "GET", "/metrics", "operations", "Metrics in Prometheus's text format.", access: .everyone,
      answer: .text("text/plain")),
    APIRoute(
      "GET", "/openapi.json", "operations", "This description.", access: .everyone,
      answer: .json(200, .fields("openapi!: string, paths!: object"))),
  ]
}
