extension Migration {
  /// What several servers must agree on: how many requests may be made.
  static let limits = Migration(
    number: 5, name: "limits",
    portable: [
      """
      CREATE TABLE rate_limits (
        bucket text NOT NULL PRIMARY KEY,
        used bigint NOT NULL CHECK (used > 0),
        window_ends_at bigint NOT NULL)
      """,
      "CREATE INDEX rate_limits_by_end ON rate_limits (window_ends_at)",
    ])
}
