/// Does one kind of job. A job may be begun more than once and on any process: what must happen once is written through
/// the `RunningJob`.
package protocol JobHandler: Sendable {
  var kind: JobKind { get }

  /// Does the job, and ends when its Swift task is cancelled; `RunningJob.ending` tells why.
  ///
  /// When it returns without having ended the job, the job is done. When it throws, the job is begun again after a
  /// pause, or given up when it may not be.
  func perform(_ job: RunningJob) async throws

  /// Ends a job that may not be begun once more; whoever waits for it must be told.
  func giveUp(_ job: RunningJob) async throws
}
