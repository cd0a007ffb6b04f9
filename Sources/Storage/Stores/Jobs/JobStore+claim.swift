package import Core

extension JobStore {
  /// How many jobs one look at the queue considers; another worker may take the first ones in between.
  private static let mostCandidates: Int64 = 8

  /// Takes the next job of these kinds: one that is due, or one whose worker has shown no sign of life for the length
  /// of its lease. Nil when there is none.
  ///
  /// People take turns: whoever has the fewest running comes first, then whatever has waited longest.
  ///
  /// - Parameter takingOver: whether jobs of workers without a sign of life are taken too.
  package func claim(
    _ kinds: [JobKind], worker: WorkerID, leaseUntil: Timestamp, takingOver: Bool = true, now: Timestamp
  ) async throws -> ClaimedJob? {
    guard !kinds.isEmpty else { return nil }
    let candidates = try await database.read { db in
      try Self.candidates(kinds, lapsedBefore: takingOver ? now : Timestamp(milliseconds: 0), now: now, on: db)
    }
    for id in candidates {
      if let claimed = try await claim(id, worker: worker, leaseUntil: leaseUntil, now: now) { return claimed }
    }
    return nil
  }

  /// Takes this job if it is due or lapsed; nil when somebody else has it or it is over.
  package func claim(
    _ id: TaskID, worker: WorkerID, leaseUntil: Timestamp, now: Timestamp
  ) async throws -> ClaimedJob? {
    try await database.write { db in
      // What was exhausted before this claim stays so: its attempts are not counted further.
      let row = try db.row(
        """
        UPDATE jobs SET state = 'running', worker = $2, fence = fence + 1, lease_until = $3,
          attempts = CASE WHEN attempts < most_attempts THEN attempts + 1 ELSE attempts END,
          error_code = CASE WHEN attempts < most_attempts THEN NULL ELSE 'exhausted' END
        WHERE id = $1 AND ((state = 'waiting' AND due_at <= $4) OR (state = 'running' AND lease_until <= $4))
        RETURNING \(Job.columns)
        """,
        [.id(id), .id(worker), .time(leaseUntil), .time(now)])
      guard let job = try row.map(Job.init(row:)) else { return nil }
      return ClaimedJob(
        job: job, lease: JobLease(job: id, worker: worker, fence: job.fence), isExhausted: job.errorCode != nil)
    }
  }

  private static func candidates(
    _ kinds: [JobKind], lapsedBefore: Timestamp, now: Timestamp, on db: any SQLConnection
  ) throws -> [TaskID] {
    let places = kinds.indices.map { "$\($0 + 4)" }.joined(separator: ", ")
    return try db.rows(
      """
      SELECT id FROM jobs
      WHERE ((state = 'waiting' AND due_at <= $1) OR (state = 'running' AND lease_until <= $3)) AND kind IN (\(places))
      ORDER BY (
        SELECT COUNT(*) FROM jobs AS others
        WHERE others.user_id = jobs.user_id AND others.state = 'running' AND others.lease_until > $1),
        due_at, id
      LIMIT $2
      """,
      [.time(now), .integer(mostCandidates), .time(lapsedBefore)] + kinds.map { .name($0) }
    ).map { try $0.id("id") }
  }
}
