/// The one seam between the stores and an engine.
///
/// Bodies are synchronous, so that nothing is awaited inside a transaction, and run on the engine's own threads.
/// Neither call looks at the cancellation of its task: a write that was asked for is carried out and its outcome is
/// known,
/// so that credits can be settled or released for a client who has left.
package protocol SQLDatabase: Sendable {
  var dialect: Dialect { get }

  /// Runs `body` on one unchanging snapshot, in which everything is visible whose `write` has returned.
  func read<Value: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value

  /// Runs `body` in a transaction: all of it or, when it throws, nothing. Returns when the result is durable.
  ///
  /// - Throws: what `body` threw; `StorageError.busy` when too many writes wait; `.unavailable` when nothing could be
  /// saved.
  @discardableResult
  func write<Value: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> Value) async throws -> Value

  /// The same for a write about one thing, such as an account: those that wait together may share one commit, in which
  /// they run in the order of their subjects. One that throws takes back its own changes only.
  ///
  /// A body may be run several times before one is kept, so it must have no effect but its statements.
  @discardableResult
  func write<Value: Sendable>(
    about subject: String, _ body: @escaping @Sendable (any SQLConnection) throws -> Value
  ) async throws -> Value

  /// Makes what was deleted or overwritten unreadable in the engine's files too, as far as that is the engine's to do.
  ///
  /// SQLite empties its write-ahead log, in which deleted rows stay readable. Call it after a write that destroyed a
  /// secret. It never fails: false means that a reader was in the way, and that it has to be asked again.
  @discardableResult
  func scrubHistory() async -> Bool

  /// Carries out what was asked for and closes the connections; later calls throw `StorageError.closed`.
  func close() async throws
}

extension SQLDatabase {
  @discardableResult
  package func write<Value: Sendable>(
    about subject: String, _ body: @escaping @Sendable (any SQLConnection) throws -> Value
  ) async throws -> Value {
    try await write(body)
  }
}
