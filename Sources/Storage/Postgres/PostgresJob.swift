/// One transaction that wants a connection, with the type of its value erased.
struct PostgresJob: Sendable {
  /// What becomes of a job that was run.
  enum Ending {
    case done
    /// The connection broke before anything was committed: the job may be run on another one.
    case again
  }

  /// Runs the whole transaction, tells its caller, and says whether it is to be run again.
  let perform: @Sendable (PostgresSession, _ mayRunAgain: Bool) -> Ending
  let fail: @Sendable (StorageError) -> Void
  /// How often it was begun.
  var attempts = 0
}
