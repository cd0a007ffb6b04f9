package import Core

/// Work that outlives the request that asked for it, as it is stored. Its id is its task's.
package struct Job: Sendable, Equatable {
  package let id: TaskID
  package let kind: JobKind
  package let user: UserID
  /// What only one live job at a time may work on, such as a chat.
  package let lane: String?
  /// What its handler needs to know; never a key.
  package let payload: JSONValue
  package let state: JobState
  /// How often it was begun, and how often it may be.
  package let attempts: Int
  package let mostAttempts: Int
  package let worker: WorkerID?
  /// Counts who has had it; only the last one may write.
  package let fence: Int64
  /// Until when it belongs to its worker without a sign of life.
  package let leaseUntil: Timestamp?
  package let stopAskedBy: JobStopper?
  /// How many events are stored.
  package let eventCount: Int
  package let errorCode: String?
  package let createdAt: Timestamp
  package let finishedAt: Timestamp?

  /// Whether its worker has shown no sign of life for so long that somebody else may take it.
  package func isLapsed(at now: Timestamp) -> Bool { leaseUntil.map { $0 <= now } ?? false }
}

package enum WorkerKind {}
/// One running process that does jobs.
package typealias WorkerID = Identifier<WorkerKind>

/// What kind of work a job is; each has one handler.
package struct JobKind: RawRepresentable, Hashable, Sendable {
  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }
}

/// Where a job is in its life.
package enum JobState: String, Sendable {
  case waiting, running, done, failed, cancelled

  package var isOver: Bool { self != .waiting && self != .running }
}

/// Who asked for a job to be stopped.
package enum JobStopper: String, Sendable {
  case person
}

extension Job {
  static let columns = """
    id, kind, user_id, lane, payload, state, attempts, most_attempts, worker, fence, lease_until, stop_asked_by,
    event_count, error_code, created_at, finished_at
    """

  init(row: SQLRow) throws {
    id = try row.id("id")
    kind = JobKind(rawValue: try row.text("kind"))
    user = try row.id("user_id")
    lane = try row.optionalText("lane")
    payload = try row.json("payload")
    state = try row.named("state")
    attempts = try row.int("attempts")
    mostAttempts = try row.int("most_attempts")
    worker = try row.optionalID("worker")
    fence = try row.integer("fence")
    leaseUntil = try row.optionalTime("lease_until")
    stopAskedBy = try row.optionalNamed("stop_asked_by")
    eventCount = try row.int("event_count")
    errorCode = try row.optionalText("error_code")
    createdAt = try row.time("created_at")
    finishedAt = try row.optionalTime("finished_at")
  }
}
