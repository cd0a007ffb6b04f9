import Core
import KeySealing
import Logging
package import ModelGateway
import Storage

extension MeteredTask {
  /// One whole model call on the task's payer; leaves a usage record whatever happens.
  package func complete(_ request: ChatRequest, purpose: CallPurpose) async throws -> ChatResponse {
    try await stream(request, purpose: purpose) { _ in }
  }

  /// One streamed model call on the task's payer. `onEvent` sees each event as it comes; the collected answer is
  /// returned.
  ///
  /// Cancelling closes the connection to the provider. Throws `MeteringError`, `CancellationError`, `StorageError` when
  /// the call can't be put on record, or what `onEvent` throws.
  package func stream(
    _ request: ChatRequest, purpose: CallPurpose, onEvent: (ChatEvent) async throws -> Void
  ) async throws -> ChatResponse {
    try await metering.checkOwnKey(payer, of: self.request)
    var request = request
    request.model = model
    var call = CallRecord(purpose: purpose, clock: metering.clock)
    try await begin(call.startedRow(task: self, request: request))
    let outcome: Result<ChatResponse, any Error>
    do {
      outcome = .success(try await collect(request, call: &call, onEvent: onEvent))
    } catch {
      outcome = .failure(report(error))
    }
    await finish(call, request: request, outcome: outcome)
    return try outcome.get()
  }

  private func collect(
    _ request: ChatRequest, call: inout CallRecord, onEvent: (ChatEvent) async throws -> Void
  ) async throws -> ChatResponse {
    try Task.checkCancellation()
    var scrubber = EventScrubber(secret: payer.credential)
    let events = metering.gateway.stream(request, at: provider, credential: payer.credential)
    for try await event in events {
      for safe in scrubber.pass(event) {
        call.see(safe)
        try await onEvent(safe)
      }
    }
    for safe in scrubber.finish() {
      call.see(safe)
      try await onEvent(safe)
    }
    // A stream ends quietly when its consumer is cancelled; the answer is then not whole.
    try Task.checkCancellation()
    return call.collector.response()
  }

  private func report(_ error: any Error) -> any Error {
    guard let error = error as? ProviderError else { return error }
    if Task.isCancelled { return CancellationError() }
    let scrubber = metering.scrubber(for: payer)
    return MeteringError.provider(
      ProviderFailureReport(error, provider: provider, payer: payer, scrubber: scrubber))
  }

  /// Notes what the call used and what it says of the key. Trouble with that never changes the call's outcome.
  private func finish(_ call: CallRecord, request: ChatRequest, outcome: Result<ChatResponse, any Error>) async {
    let error: (any Error)? = if case .failure(let error) = outcome { error } else { nil }
    let tokens = TokenEstimate.counts(of: request, response: call.collector.response(), failed: error != nil)
    count(tokens)
    let row = call.endedRow(task: self, tokens: tokens, error: error)
    await record(row)
    do {
      try await shieldedFromCancellation { [metering, payer, request = self.request] in
        try await metering.noteKeyState(payer, request: request, status: row.status, errorCode: row.errorCode)
      }
    } catch {
      warn("The state of a key could not be noted", error)
    }
  }

  /// Puts a call on record before its first byte, with several attempts. While the database can't do that, no call is
  /// made: nobody would know of it if this server died (C9).
  private func begin(_ row: UsageRow) async throws {
    for pause in Metering.pauses {
      do {
        return try await write(row)
      } catch let error as StorageError where error.mayPass {
        try await metering.sleep(pause)
      } catch {
        // A record that is refused is a mistake of ours; the transaction that closes the task tries it once more.
        keep(row)
        return warn("A usage record was refused", error)
      }
    }
    try await write(row)
  }

  /// Writes a call's record; one that can't be written now waits for the transaction that closes the task.
  private func record(_ row: UsageRow) async {
    do {
      try await write(row)
    } catch {
      keep(row)
      warn("A usage record could not be written yet", error)
    }
  }

  private func write(_ row: UsageRow) async throws {
    try await shieldedFromCancellation { [metering] in try await metering.stores.usage.record(row) }
  }

  private func warn(_ message: Logger.Message, _ error: any Error) {
    metering.logger.warning(message, metadata: ["task": "\(id)", "error": "\(Metering.name(of: error))"])
  }
}
