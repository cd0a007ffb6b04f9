extension Migration {
  /// What several servers must agree on: requests that were made before, and how many may be made.
  static let limits = Migration(
    number: 5, name: "limits",
    portable: [
      """
      CREATE TABLE idempotency_keys (
        user_id text NOT NULL REFERENCES users (id) ON DELETE CASCADE,
        route text NOT NULL,
        idempotency_key text NOT NULL,
        fingerprint text NOT NULL,
        task_id text NOT NULL,
        created_at bigint NOT NULL,
        PRIMARY KEY (user_id, route, idempotency_key))
      """,
      "CREATE INDEX idempotency_keys_by_time ON idempotency_keys (created_at)",
      """
      CREATE TABLE rate_limits (
        bucket text NOT NULL PRIMARY KEY,
        used bigint NOT NULL CHECK (used > 0),
        window_ends_at bigint NOT NULL)
      """,
      "CREATE INDEX rate_limits_by_end ON rate_limits (window_ends_at)",
    ])
}
