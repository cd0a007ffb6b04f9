extension ClientGone {
  /// Runs `body` and cancels it when the client leaves; throws `CancellationError` then, unless `body` ended by itself
  /// first.
  package func cancelling<Value: Sendable>(
    _ body: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    try await withThrowingTaskGroup(of: Value?.self) { group in
      group.addTask { try await body() }
      group.addTask {
        await self.wait()
        return nil
      }
      defer { group.cancelAll() }
      guard let first = try await group.next(), let value = first else { throw CancellationError() }
      return value
    }
  }
}
