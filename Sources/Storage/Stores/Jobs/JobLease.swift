package import Core

/// The right to work on a job: whoever holds the latest fencing number may write, nobody else.
package struct JobLease: Hashable, Sendable {
  package let job: TaskID
  package let worker: WorkerID
  package let fence: Int64

  package init(job: TaskID, worker: WorkerID, fence: Int64) {
    self.job = job
    self.worker = worker
    self.fence = fence
  }
}

/// A job that was claimed, with the right to work on it.
package struct ClaimedJob: Sendable, Equatable {
  package let job: Job
  package let lease: JobLease
  /// It may not be begun once more: all that is left to do is to say that it failed.
  package let isExhausted: Bool
}

/// What a worker learns of one of its jobs when it asks.
package struct JobSignal: Sendable, Equatable {
  package let lease: JobLease
  package let stopAskedBy: JobStopper?
  /// Until when somebody listens to it on another process.
  package let watchedUntil: Timestamp
  /// The last event that a client of another process has been sent.
  package let delivered: Int
}
