package import Core

extension UsageStore {
  /// The use of one person, or of everybody, from an instant to before another, by day, feature, provider, model and
  /// payer. A call that has not ended counts with its guess; a task that was refused is an error, but no use.
  package func use(of user: UserID?, from: Timestamp, to: Timestamp) async throws -> [UsageLine] {
    let owner = user == nil ? "" : "AND user_id = $3"
    let sql = """
      SELECT day, feature, provider, model, payer, CAST(SUM(tasks) AS bigint) AS tasks,
        CAST(SUM(calls) AS bigint) AS calls, CAST(SUM(input_tokens) AS bigint) AS input_tokens,
        CAST(SUM(output_tokens) AS bigint) AS output_tokens, CAST(SUM(cached_tokens) AS bigint) AS cached_tokens,
        CAST(SUM(reasoning_tokens) AS bigint) AS reasoning_tokens, CAST(SUM(is_estimate) AS bigint) AS estimated_calls,
        CAST(SUM(credits) AS bigint) AS credits, CAST(SUM(errors) AS bigint) AS errors
      FROM (
        SELECT day, feature, provider, model, payer, 1 AS tasks, 0 AS calls, 0 AS input_tokens, 0 AS output_tokens,
          0 AS cached_tokens, 0 AS reasoning_tokens, 0 AS is_estimate, credits,
          CASE WHEN status = 'error' THEN 1 ELSE 0 END AS errors
        FROM task_records WHERE created_at >= $1 AND created_at < $2 AND status <> 'refused' \(owner)
        UNION ALL
        SELECT day, feature, provider, model, payer, 0, 1, input_tokens, output_tokens, cached_tokens,
          reasoning_tokens, is_estimate, 0, 0
        FROM usage_records WHERE created_at >= $1 AND created_at < $2 \(owner)
      ) AS lines
      GROUP BY day, feature, provider, model, payer ORDER BY day, feature, provider, model, payer
      """
    let arguments: [SQLValue] = [.time(from), .time(to)] + (user.map { [.id($0)] } ?? [])
    return try await database.read { db in try db.rows(sql, arguments).map(UsageLine.init(row:)) }
  }

  /// How often tasks of everybody ended in an error or were refused, by code and payer, the most frequent first.
  package func errorsByCode(from: Timestamp, to: Timestamp) async throws -> [ErrorCount] {
    try await database.read { db in
      try db.rows(
        """
        SELECT error_code, payer, COUNT(*) AS found FROM task_records
        WHERE created_at >= $1 AND created_at < $2 AND error_code IS NOT NULL
        GROUP BY error_code, payer ORDER BY found DESC, error_code, payer
        """,
        [.time(from), .time(to)]
      ).map {
        ErrorCount(code: try $0.text("error_code"), payer: try $0.named("payer"), count: try $0.int("found"))
      }
    }
  }

  /// How key checks of everybody ended, by provider and outcome.
  package func keyCheckOutcomes(from: Timestamp, to: Timestamp) async throws -> [KeyCheckCount] {
    try await database.read { db in
      try db.rows(
        """
        SELECT provider, outcome, COUNT(*) AS found FROM key_check_records
        WHERE created_at >= $1 AND created_at < $2
        GROUP BY provider, outcome ORDER BY provider, found DESC, outcome
        """,
        [.time(from), .time(to)]
      ).map {
        KeyCheckCount(
          provider: try $0.named("provider"), outcome: try $0.text("outcome"), count: try $0.int("found"))
      }
    }
  }
}

extension UsageLine {
  init(row: SQLRow) throws {
    self.init(
      day: try row.text("day"), feature: try row.named("feature"), provider: try row.optionalNamed("provider"),
      model: try row.optionalText("model"), payer: try row.named("payer"), tasks: try row.int("tasks"),
      calls: try row.int("calls"), inputTokens: try row.int("input_tokens"),
      outputTokens: try row.int("output_tokens"), cachedTokens: try row.int("cached_tokens"),
      reasoningTokens: try row.int("reasoning_tokens"), estimatedCalls: try row.int("estimated_calls"),
      credits: try row.credits("credits"), errors: try row.int("errors"))
  }
}
