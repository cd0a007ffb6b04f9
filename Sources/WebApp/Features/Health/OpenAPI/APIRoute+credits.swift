extension APIRoute {
  static let credits: [APIRoute] = [
    APIRoute(
      "GET", "/api/user/credits", "credits", "The balance: available and held credits, and the plan.",
      answer: .json(
        200,
        .fields(
          """
          available!: integer, held!: integer, plan!: string, plan_name!: string, is_unlimited!: boolean,\
          renews_at: string
          """))),
    APIRoute(
      "GET", "/api/user/ledger", "credits", "The account's entries, newest first.", query: ["before", "limit"],
      answer: .json(200, .fields("entries!: array, next_before: integer"))),
    APIRoute(
      "GET", "/api/user/usage", "credits", "Own use by day, feature, model and payer.", query: ["from", "to"],
      answer: .json(200, .fields("lines!: array, totals!: object"))),
    APIRoute(
      "POST", "/api/user/deduct-credits", "credits",
      "For front ends that meter a task themselves; the server prices it and decides the payer.",
      body: .json(.fields("feature!: string, model: string, idempotency_key!: string")),
      answer: .json(200, .fields("deducted!: integer, payer!: string, remaining: integer")),
      errors: ["credits.insufficient", "model.unknown"]),
  ]
}
