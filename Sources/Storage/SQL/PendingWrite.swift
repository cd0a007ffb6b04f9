/// A write that waits for its group, with the type of its value erased.
struct PendingWrite: Sendable {
  /// Runs the write and returns what tells its caller about it, to be called when the group is durable.
  let perform: @Sendable (any SQLConnection) throws -> @Sendable () -> Void
  /// Tells the caller that nothing was written.
  let fail: @Sendable (any Error) -> Void

  init<Value: Sendable>(
    continuation: CheckedContinuation<Value, any Error>,
    body: @escaping @Sendable (any SQLConnection) throws -> Value
  ) {
    perform = { connection in
      let value = try body(connection)
      return { continuation.resume(returning: value) }
    }
    fail = { continuation.resume(throwing: $0) }
  }
}
