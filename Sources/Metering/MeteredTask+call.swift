import Core
import KeySealing
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
  /// Cancelling closes the connection to the provider. Throws `MeteringError`, `CancellationError`, or what `onEvent`
  /// throws.
  package func stream(
    _ request: ChatRequest, purpose: CallPurpose, onEvent: (ChatEvent) async throws -> Void
  ) async throws -> ChatResponse {
    try await keepHold()
    var request = request
    request.model = model
    var call = CallRecord(purpose: purpose, clock: metering.clock)
    do {
      let response = try await collect(request, call: &call, onEvent: onEvent)
      try await finish(call, request: request, response: response, error: nil)
      return response
    } catch {
      let reported = report(error)
      try await finish(call, request: request, response: call.collector.response(), error: reported)
      throw reported
    }
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

  private func keepHold() async throws {
    let now = metering.clock.now
    guard holdNeedsExtension(now: now) else { return }
    let expiry = now + metering.settings.holdDuration
    guard try await metering.stores.ledger.extend(id, until: expiry, now: now) else { throw MeteringError.holdLost }
    holdExtended(to: expiry)
  }

  private func report(_ error: any Error) -> any Error {
    guard let error = error as? ProviderError else { return error }
    if Task.isCancelled { return CancellationError() }
    let scrubber = metering.scrubber(for: payer)
    return MeteringError.provider(
      ProviderFailureReport(error, provider: provider, payer: payer, scrubber: scrubber))
  }

  private func finish(
    _ call: CallRecord, request: ChatRequest, response: ChatResponse, error: (any Error)?
  ) async throws {
    let tokens = response.tokens ?? TokenEstimate.of(request, response: response, failed: error != nil)
    count(tokens)
    let row = call.row(task: self, tokens: tokens, error: error)
    try await shieldedFromCancellation { [metering, payer, request = self.request] in
      try await metering.stores.usage.record(row)
      try await metering.noteKeyState(payer, request: request, errorCode: row.errorCode)
    }
  }
}
