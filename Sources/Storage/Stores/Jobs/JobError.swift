package import Core

/// Why a worker may not go on with a job.
package enum JobError: AppError, Equatable {
  /// Somebody else has taken the job over, or it is over.
  case leaseLost

  package var code: String { "job.lease_lost" }
  package var kind: ErrorKind { .conflict }
  package var message: String { "Another server has taken this over; open it again to see how it goes on." }
}
