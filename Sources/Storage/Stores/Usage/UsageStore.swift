package import Core

/// What was used, by whom and who paid: written once for each call and task, and added up when somebody looks.
package struct UsageStore: Sendable {
  let database: any SQLDatabase

  package init(database: any SQLDatabase) { self.database = database }

  /// Notes a model call: when it begins, and with the same id when it ends. A row that has ended is left as it is.
  package func record(_ usage: UsageRow) async throws {
    try await database.write { db in try Self.record(usage, on: db) }
  }

  /// The same inside a caller's transaction.
  package static func record(_ usage: UsageRow, on db: any SQLConnection) throws {
    let tokens = usage.tokens
    let values: [SQLValue] = [
      .id(usage.id), .id(usage.task), .id(usage.user), .id(usage.session), .name(usage.feature), .name(usage.provider),
      .text(usage.model), .name(usage.payer), .text(usage.keyHint?.text), .integer(tokens.input),
      .integer(tokens.output), .integer(tokens.cached), .integer(tokens.reasoning), .flag(tokens.isEstimate),
      .name(usage.status), .text(usage.errorCode), .text(usage.purpose), .integer(usage.durationMs),
      .integer(usage.firstTokenMs), .text(Self.day(of: usage.createdAt)), .time(usage.createdAt),
    ]
    try db.execute(
      """
      INSERT INTO usage_records
        (id, task_id, user_id, session_id, feature, provider, model, payer, key_hint, input_tokens, output_tokens,
         cached_tokens, reasoning_tokens, is_estimate, status, error_code, purpose, duration_ms, first_token_ms, day,
         created_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
      ON CONFLICT (id) DO UPDATE SET
        input_tokens = excluded.input_tokens, output_tokens = excluded.output_tokens,
        cached_tokens = excluded.cached_tokens, reasoning_tokens = excluded.reasoning_tokens,
        is_estimate = excluded.is_estimate, status = excluded.status, error_code = excluded.error_code,
        duration_ms = excluded.duration_ms, first_token_ms = excluded.first_token_ms
      WHERE usage_records.status = 'started'
      """, values)
  }

  /// Notes a task when it is over; a task that is there already is left as it is.
  package func recordTask(_ task: TaskRow) async throws {
    try await database.write { db in try Self.recordTask(task, on: db) }
  }

  /// The same inside a caller's transaction.
  package static func recordTask(_ task: TaskRow, on db: any SQLConnection) throws {
    try db.execute(
      """
      INSERT INTO task_records
        (id, user_id, feature, provider, model, payer, credits, status, error_code, duration_ms, day, created_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (id) DO NOTHING
      """,
      [
        .id(task.id), .id(task.user), .name(task.feature), .name(task.provider), .text(task.model),
        .name(task.payer), .credits(task.credits), .name(task.status), .text(task.errorCode),
        .integer(task.durationMs), .text(Self.day(of: task.createdAt)), .time(task.createdAt),
      ])
  }

  /// What was noted of a task, inside a caller's transaction; nil when it is not over, or not known.
  package static func task(_ id: TaskID, on db: any SQLConnection) throws -> TaskRow? {
    try db.row(
      """
      SELECT id, user_id, feature, provider, model, payer, credits, status, error_code, duration_ms, created_at
      FROM task_records WHERE id = $1
      """, [.id(id)]
    ).map(TaskRow.init(row:))
  }

  package func task(_ id: TaskID) async throws -> TaskRow? {
    try await database.read { db in try Self.task(id, on: db) }
  }

  /// The tokens of all calls of a task and how many there were, inside a caller's transaction.
  package static func sum(of task: TaskID, on db: any SQLConnection) throws -> (TokenCounts, calls: Int) {
    let calls = try db.rows(
      """
      SELECT input_tokens, output_tokens, cached_tokens, reasoning_tokens, is_estimate FROM usage_records
      WHERE task_id = $1
      """, [.id(task)])
    let tokens = try calls.reduce(TokenCounts()) { sum, row in
      sum
        + TokenCounts(
          input: try row.int("input_tokens"), output: try row.int("output_tokens"),
          cached: try row.int("cached_tokens"), reasoning: try row.int("reasoning_tokens"),
          isEstimate: try row.flag("is_estimate"))
    }
    return (tokens, calls.count)
  }

  package func recordKeyCheck(_ check: KeyCheckRow) async throws {
    try await database.write { db in
      try db.execute(
        "INSERT INTO key_check_records (id, user_id, provider, outcome, created_at) VALUES ($1, $2, $3, $4, $5)",
        [.id(UsageID()), .id(check.user), .name(check.provider), .text(check.outcome), .time(check.createdAt)])
    }
  }

  /// The day in UTC, `2026-11-23`.
  private static func day(of time: Timestamp) -> String { String(time.iso8601.prefix(10)) }
}
