package import Core

extension JobStore {
  /// Moves the end of leases; a job that somebody else took in between is not touched.
  package func renew(_ leases: some Collection<JobLease>, until: Timestamp) async throws {
    // In one order, as everyone locks jobs: nobody waits in a circle.
    let inOrder = leases.sorted { $0.job.rawValue < $1.job.rawValue }
    try await database.write { db in
      for lease in inOrder { try Self.setEnd(of: lease, to: until, on: db) }
    }
  }

  /// Lets a lease end now, so that somebody else takes the job over at once.
  package func letGo(_ lease: JobLease, now: Timestamp) async throws {
    try await database.write { db in try Self.setEnd(of: lease, to: now, on: db) }
  }

  private static func setEnd(of lease: JobLease, to end: Timestamp, on db: any SQLConnection) throws {
    try db.execute(
      "UPDATE jobs SET lease_until = $4 WHERE id = $1 AND fence = $2 AND worker = $3 AND state = 'running'",
      [.id(lease.job), .integer(lease.fence), .id(lease.worker), .time(end)])
  }

  /// What there is to know of each job of this worker; one that is missing is no longer its own.
  package func signals(for worker: WorkerID) async throws -> [JobSignal] {
    try await database.read { db in
      try db.rows(
        """
        SELECT id, fence, stop_asked_by, watched_until, delivered FROM jobs WHERE worker = $1 AND state = 'running'
        """,
        [.id(worker)]
      ).map { row in
        JobSignal(
          lease: JobLease(job: try row.id("id"), worker: worker, fence: try row.integer("fence")),
          stopAskedBy: try row.optionalNamed("stop_asked_by"), watchedUntil: try row.time("watched_until"),
          delivered: try row.int("delivered"))
      }
    }
  }

  /// Runs `body` in a transaction that holds the job: nobody can take it over before the transaction has ended.
  ///
  /// - Throws: `JobError.leaseLost`, and nothing is written, when the job is no longer this worker's.
  package func write<Value: Sendable>(
    under lease: JobLease, _ body: @escaping @Sendable (any SQLConnection) throws -> Value
  ) async throws -> Value {
    try await database.write { db in
      _ = try Self.prove(lease, on: db)
      return try body(db)
    }
  }

  /// Proves inside a caller's transaction that the job is still this worker's, until the transaction ends; returns how
  /// many events are stored.
  @discardableResult
  package static func prove(_ lease: JobLease, on db: any SQLConnection) throws -> Int {
    let row = try db.row(
      """
      UPDATE jobs SET fence = fence WHERE id = $1 AND fence = $2 AND worker = $3 AND state = 'running'
      RETURNING event_count
      """,
      [.id(lease.job), .integer(lease.fence), .id(lease.worker)])
    guard let row else { throw JobError.leaseLost }
    return try row.int("event_count")
  }

  /// Says that somebody listens to the job on another process, and what they have been sent.
  package func noteWatcher(of id: TaskID, until: Timestamp, delivered: Int) async throws {
    try await database.write { db in
      try db.execute(
        """
        UPDATE jobs SET watched_until = CASE WHEN watched_until < $2 THEN $2 ELSE watched_until END,
          delivered = CASE WHEN delivered < $3 THEN $3 ELSE delivered END
        WHERE id = $1 AND state = 'running'
        """,
        [.id(id), .time(until), .integer(delivered)])
    }
  }
}
