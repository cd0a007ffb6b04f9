extension Migration {
  /// What was used: one record for each model call, one for each task, one for each key check.
  static let usage = Migration(
    number: 4, name: "usage",
    portable: [
      """
      CREATE TABLE usage_records (
        id text NOT NULL PRIMARY KEY,
        task_id text NOT NULL,
        user_id text NOT NULL REFERENCES users (id),
        session_id text,
        feature text NOT NULL,
        provider text NOT NULL,
        model text NOT NULL,
        payer text NOT NULL CHECK (payer IN ('platform', 'own_key')),
        key_hint text,
        input_tokens bigint NOT NULL CHECK (input_tokens >= 0),
        output_tokens bigint NOT NULL CHECK (output_tokens >= 0),
        cached_tokens bigint NOT NULL CHECK (cached_tokens >= 0),
        reasoning_tokens bigint NOT NULL CHECK (reasoning_tokens >= 0),
        is_estimate bigint NOT NULL CHECK (is_estimate IN (0, 1)),
        status text NOT NULL CHECK (status IN ('started', 'ok', 'error', 'cancelled')),
        error_code text,
        purpose text NOT NULL,
        duration_ms bigint NOT NULL,
        first_token_ms bigint,
        day text NOT NULL,
        created_at bigint NOT NULL)
      """,
      "CREATE INDEX usage_records_by_time ON usage_records (created_at)",
      "CREATE INDEX usage_records_by_user ON usage_records (user_id, created_at)",
      "CREATE INDEX usage_records_by_task ON usage_records (task_id)",
      """
      CREATE TABLE task_records (
        id text NOT NULL PRIMARY KEY,
        user_id text NOT NULL REFERENCES users (id),
        feature text NOT NULL,
        provider text,
        model text,
        payer text NOT NULL CHECK (payer IN ('platform', 'own_key')),
        credits bigint NOT NULL CHECK (credits >= 0),
        status text NOT NULL CHECK (status IN ('ok', 'error', 'cancelled', 'refused')),
        error_code text,
        duration_ms bigint NOT NULL,
        day text NOT NULL,
        created_at bigint NOT NULL,
        CHECK (payer = 'platform' OR credits = 0))
      """,
      "CREATE INDEX task_records_by_time ON task_records (created_at)",
      "CREATE INDEX task_records_by_user ON task_records (user_id, created_at)",
      """
      CREATE TABLE key_check_records (
        id text NOT NULL PRIMARY KEY,
        user_id text REFERENCES users (id),
        provider text NOT NULL,
        outcome text NOT NULL,
        created_at bigint NOT NULL)
      """,
      "CREATE INDEX key_check_records_by_time ON key_check_records (created_at)",
    ])
}
