package import Core

/// The queue of durable work: any number of processes take jobs from it, each for as long as it shows signs of life.
///
/// A job is begun at least once. Its effects are applied once, because whoever writes proves in the same transaction
/// that the job is still theirs (`write(under:)`), and because finished steps are kept (`finishStep`).
package struct JobStore: Sendable {
  let database: any SQLDatabase

  package init(database: any SQLDatabase) { self.database = database }

  /// Puts a job into the queue; the same id is added once.
  package func add(_ job: NewJob, dueAt: Timestamp? = nil, now: Timestamp) async throws -> JobAdded {
    try await database.write { db in try Self.add(job, dueAt: dueAt, now: now, on: db) }
  }

  /// The same inside a caller's transaction.
  package static func add(
    _ job: NewJob, dueAt: Timestamp? = nil, now: Timestamp, on db: any SQLConnection
  ) throws -> JobAdded {
    try insert(job, state: .waiting, worker: nil, leaseUntil: nil, dueAt: dueAt ?? now, now: now, on: db)
  }

  /// Adds a job that its worker does at once, such as an answer whose reader waits for it.
  package static func begin(
    _ job: NewJob, worker: WorkerID, leaseUntil: Timestamp, now: Timestamp, on db: any SQLConnection
  ) throws -> (JobAdded, JobLease) {
    let added = try insert(job, state: .running, worker: worker, leaseUntil: leaseUntil, dueAt: now, now: now, on: db)
    return (added, JobLease(job: job.id, worker: worker, fence: 1))
  }

  private static func insert(
    _ job: NewJob, state: JobState, worker: WorkerID?, leaseUntil: Timestamp?, dueAt: Timestamp, now: Timestamp,
    on db: any SQLConnection
  ) throws -> JobAdded {
    let begun = worker == nil ? 0 : 1
    let added = try db.execute(
      """
      INSERT INTO jobs
        (id, kind, user_id, lane, payload, state, attempts, most_attempts, due_at, worker, fence, lease_until,
         watched_until, delivered, event_count, created_at)
      SELECT $1, $2, $3, $4, $5, $6, CAST($7 AS bigint), CAST($8 AS bigint), CAST($9 AS bigint), $10,
        CAST($7 AS bigint), CAST($11 AS bigint), 0, 0, 0, CAST($12 AS bigint)
      WHERE (SELECT COUNT(*) FROM jobs WHERE user_id = $3 AND kind = $2 AND state IN ('waiting', 'running')) < $13
      ON CONFLICT DO NOTHING
      """,
      [
        .id(job.id), .name(job.kind), .id(job.user), .text(job.lane), .json(job.payload), .name(state),
        .integer(begun), .integer(max(job.mostAttempts, 1)), .time(dueAt), .id(worker), .time(leaseUntil), .time(now),
        .integer(job.mostOfOnePerson),
      ])
    if added == 1 { return .added }
    if try self.job(job.id, on: db) != nil { return .wasThere }
    if let lane = job.lane, try live(inLane: lane, on: db) != nil { return .laneBusy }
    return .tooMany
  }

  package func job(_ id: TaskID) async throws -> Job? {
    try await database.read { db in try Self.job(id, on: db) }
  }

  package static func job(_ id: TaskID, on db: any SQLConnection) throws -> Job? {
    try db.row("SELECT \(Job.columns) FROM jobs WHERE id = $1", [.id(id)]).map(Job.init(row:))
  }

  /// The job that waits or is being done in a lane.
  package func live(inLane lane: String) async throws -> Job? {
    try await database.read { db in try Self.live(inLane: lane, on: db) }
  }

  private static func live(inLane lane: String, on db: any SQLConnection) throws -> Job? {
    try db.row(
      "SELECT \(Job.columns) FROM jobs WHERE lane = $1 AND state IN ('waiting', 'running')", [.text(lane)]
    ).map(Job.init(row:))
  }
}
