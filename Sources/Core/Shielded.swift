/// Runs `body` to its end even when the surrounding task is cancelled: for the few writes that must follow what has
/// already happened,
/// such as settling a hold after the answer was sent.
///
/// The one place that makes an unstructured task: structured ones inherit the cancellation that this has to outlive. It
/// is awaited at once, so nothing outlives the caller.
package func shieldedFromCancellation<Result: Sendable>(
  _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result {
  let work = Task.detached { try await body() }
  return try await work.value
}
