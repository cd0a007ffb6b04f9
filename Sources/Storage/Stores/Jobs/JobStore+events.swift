package import Core

extension JobStore {
  /// Stores the events that are not stored yet, in their order; those that are there are skipped, so that the same
  /// ones may come again.
  ///
  /// - Throws: `JobError.leaseLost`.
  package func append(_ events: [JobEvent], under lease: JobLease) async throws {
    try await database.write { db in try Self.append(events, under: lease, on: db) }
  }

  /// The same inside a caller's transaction. Events have numbers without gaps.
  package static func append(
    _ events: some Sequence<JobEvent>, under lease: JobLease, on db: any SQLConnection
  ) throws {
    let stored = try prove(lease, on: db)
    let new = events.filter { $0.number > stored }
    guard let last = new.last else { return }
    try db.execute(
      "INSERT INTO job_events (job_id, first, last, events) VALUES ($1, $2, $3, $4)",
      [.id(lease.job), .integer(stored + 1), .integer(last.number), .text(JobEventPage.text(of: new))])
    try db.execute("UPDATE jobs SET event_count = $2 WHERE id = $1", [.id(lease.job), .integer(last.number)])
  }

  /// Stores new events of many jobs at once; returns the leases that were lost.
  package func append(_ batch: [JobLease: [JobEvent]]) async throws -> Set<JobLease> {
    let inOrder = batch.sorted { $0.key.job.rawValue < $1.key.job.rawValue }
    return try await database.write { db in
      var lost: Set<JobLease> = []
      for (lease, events) in inOrder {
        do { try Self.append(events, under: lease, on: db) } catch JobError.leaseLost { lost.insert(lease) }
      }
      return lost
    }
  }

  /// Adds one event after those that are there; for work that says little.
  package func say(_ name: String, _ data: JSONValue, under lease: JobLease) async throws {
    try await database.write { db in
      let stored = try Self.prove(lease, on: db)
      try Self.append([JobEvent(number: stored + 1, name: name, data: data.serialized())], under: lease, on: db)
    }
  }

  /// The job as it is, and its stored events after `cursor`, of one moment; nil when there is no such job.
  package func progress(of id: TaskID, after cursor: Int) async throws -> (job: Job, events: [JobEvent])? {
    try await database.read { db in
      guard let job = try Self.job(id, on: db) else { return nil }
      return (job, try Self.events(of: id, after: cursor, on: db))
    }
  }

  /// The stored events after `cursor`, inside a caller's transaction.
  package static func events(of id: TaskID, after cursor: Int, on db: any SQLConnection) throws -> [JobEvent] {
    let pages = try db.rows(
      "SELECT first, events FROM job_events WHERE job_id = $1 AND last > $2 ORDER BY first",
      [.id(id), .integer(cursor)])
    return try pages.flatMap { row in
      try JobEventPage.events(first: try row.int("first"), text: try row.text("events"))
    }.filter { $0.number > cursor }
  }
}
