package import Core

extension JobStore {
  /// Ends a job inside a caller's transaction, together with what it made.
  ///
  /// - Throws: `JobError.leaseLost`.
  package static func finish(
    _ lease: JobLease, as state: JobState, errorCode: String? = nil, now: Timestamp, on db: any SQLConnection
  ) throws {
    let ended = try db.execute(
      """
      UPDATE jobs SET state = $4, error_code = $5, finished_at = $6, worker = NULL, lease_until = NULL
      WHERE id = $1 AND fence = $2 AND worker = $3 AND state = 'running'
      """,
      [.id(lease.job), .integer(lease.fence), .id(lease.worker), .name(state), .text(errorCode), .time(now)])
    guard ended == 1 else { throw JobError.leaseLost }
  }

  /// Whether this very lease has ended its job already: the answer to a COMMIT was lost, and its transaction is run again.
  package static func isFinished(by lease: JobLease, on db: any SQLConnection) throws -> Bool {
    try db.row(
      "SELECT 1 AS one FROM jobs WHERE id = $1 AND fence = $2 AND finished_at IS NOT NULL",
      [.id(lease.job), .integer(lease.fence)]) != nil
  }

  package func finish(
    _ lease: JobLease, as state: JobState, errorCode: String? = nil, now: Timestamp
  ) async throws {
    try await database.write { db in try Self.finish(lease, as: state, errorCode: errorCode, now: now, on: db) }
  }

  /// Puts a job back into the queue, to be begun again from `dueAt` on.
  ///
  /// - Parameter isCounted: false when the worker gives it up for a reason of its own, such as its shutdown.
  /// - Throws: `JobError.leaseLost`.
  package func handBack(_ lease: JobLease, dueAt: Timestamp, isCounted: Bool) async throws {
    try await database.write { db in
      let handed = try db.execute(
        """
        UPDATE jobs SET state = 'waiting', due_at = $4, attempts = attempts - $5, worker = NULL, lease_until = NULL
        WHERE id = $1 AND fence = $2 AND worker = $3 AND state = 'running'
        """,
        [.id(lease.job), .integer(lease.fence), .id(lease.worker), .time(dueAt), .integer(isCounted ? 0 : 1)])
      guard handed == 1 else { throw JobError.leaseLost }
    }
  }

  /// Asks for a person's job to be stopped. One that waits is over at once; one that is being done is told with its
  /// worker's next look. Returns whether the person has such a job, over or not.
  @discardableResult
  package func stop(_ id: TaskID, of user: UserID, now: Timestamp) async throws -> Bool {
    try await database.write { db in
      try db.execute(
        """
        UPDATE jobs SET stop_asked_by = 'person',
          finished_at = CASE WHEN state = 'waiting' THEN $3 ELSE finished_at END,
          state = CASE WHEN state = 'waiting' THEN 'cancelled' ELSE state END
        WHERE id = $1 AND user_id = $2
        """,
        [.id(id), .id(user), .time(now)]) == 1
    }
  }

  /// Removes jobs of these kinds that ended before `time`, with their events and steps; at most `limit` of them.
  @discardableResult
  package func deleteFinished(_ kinds: [JobKind], before time: Timestamp, limit: Int = 500) async throws -> Int {
    guard !kinds.isEmpty else { return 0 }
    let places = kinds.indices.map { "$\($0 + 3)" }.joined(separator: ", ")
    return try await database.write { db in
      try db.execute(
        """
        DELETE FROM jobs WHERE id IN (
          SELECT id FROM jobs WHERE finished_at IS NOT NULL AND finished_at < $1 AND kind IN (\(places)) LIMIT $2)
        """,
        [.time(time), .integer(limit)] + kinds.map { .name($0) })
    }
  }

  /// Removes what is over in a lane, inside a caller's transaction: the events of a deleted chat are deleted with it.
  package static func deleteFinished(inLane lane: String, on db: any SQLConnection) throws {
    try db.execute("DELETE FROM jobs WHERE lane = $1 AND finished_at IS NOT NULL", [.text(lane)])
  }
}
