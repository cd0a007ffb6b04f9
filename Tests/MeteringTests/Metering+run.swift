import Metering
import Storage

extension Metering {
  /// `perform` for a test that wants an error thrown: how the task failed, when it did.
  @discardableResult
  func run(
    _ request: TaskRequest,
    accept: @escaping @Sendable (TaskAccepted, any SQLConnection) throws -> Void = { _, _ in },
    conclude: @escaping @Sendable (TaskConclusion, any SQLConnection) throws -> Void = { _, _ in },
    body: @escaping @Sendable (MeteredTask) async throws -> Void
  ) async throws -> Receipt {
    let conclusion = try await perform(request, accept: accept, conclude: conclude, body: body)
    if let failure = conclusion.failure { throw failure }
    return conclusion.receipt
  }
}
