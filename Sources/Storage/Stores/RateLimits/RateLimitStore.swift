package import Core

/// How many requests were made in a window; counted in the database, so that several servers share the count.
package struct RateLimitStore: Sendable {
  private let database: any SQLDatabase

  package init(database: any SQLDatabase) { self.database = database }

  /// Takes one of `limit` requests that `bucket` has in a window. The window begins with its first request.
  ///
  /// One conditional statement decides; a request that is refused is not counted.
  package func take(bucket: String, limit: Int, window: Duration, now: Timestamp) async throws -> RateDecision {
    guard limit > 0 else { return RateDecision(isAllowed: false, remaining: 0, retryAfter: window) }
    return try await database.write { db in
      let counted = try db.row(
        """
        INSERT INTO rate_limits (bucket, used, window_ends_at) VALUES ($1, 1, $3)
        ON CONFLICT (bucket) DO UPDATE SET
          used = CASE WHEN rate_limits.window_ends_at <= $2 THEN 1 ELSE rate_limits.used + 1 END,
          window_ends_at = CASE WHEN rate_limits.window_ends_at <= $2 THEN excluded.window_ends_at
            ELSE rate_limits.window_ends_at END
        WHERE rate_limits.window_ends_at <= $2 OR rate_limits.used < $4
        RETURNING used
        """,
        [.text(bucket), .time(now), .time(now + window), .integer(limit)])
      if let counted {
        return RateDecision(isAllowed: true, remaining: max(limit - (try counted.int("used")), 0), retryAfter: .zero)
      }
      let refused = try db.row("SELECT window_ends_at FROM rate_limits WHERE bucket = $1", [.text(bucket)])
      let wait = try refused.map { try $0.time("window_ends_at") - now } ?? .zero
      return RateDecision(isAllowed: false, remaining: 0, retryAfter: max(wait, .milliseconds(1)))
    }
  }

  /// Gives back everything that `bucket` took, as after a sign-in that succeeded.
  package func reset(bucket: String) async throws {
    try await database.write { db in
      try db.execute("DELETE FROM rate_limits WHERE bucket = $1", [.text(bucket)])
    }
  }

  /// Removes windows that are over anyway, to keep the table small; returns how many.
  @discardableResult
  package func deleteExpired(now: Timestamp) async throws -> Int {
    try await database.write { db in
      try db.execute("DELETE FROM rate_limits WHERE window_ends_at <= $1", [.time(now)])
    }
  }
}
