package import Core
import ModelGateway
import Storage
import Synchronization

/// One accepted task: the only thing that can call a provider, always with the task's payer (K5).
package final class MeteredTask: Sendable {
  let request: TaskRequest
  let payer: Payer
  package let price: Credits
  let metering: Metering
  private let state = Mutex(State())

  private struct State {
    var outputBegan = false
    var calls = 0
    var tokens = TokenCounts()
    var holdExpiresAt: Timestamp?
  }

  init(request: TaskRequest, payer: Payer, price: Credits, metering: Metering) {
    self.request = request
    self.payer = payer
    self.price = price
    self.metering = metering
    let expiry = metering.clock.now + metering.settings.holdDuration
    state.withLock { $0.holdExpiresAt = expiry }
  }

  package var id: TaskID { request.id }
  package var provider: Provider { request.provider }
  package var model: String { request.model }
  package var payerKind: PayerKind { payer.kind }

  /// Says that the person has been sent the first piece of the answer: from here on, stopping is paid (C5).
  package func markOutputBegan() { state.withLock { $0.outputBegan = true } }

  package var outputBegan: Bool { state.withLock { $0.outputBegan } }

  /// Whether the hold needs a new expiry before another call: less than half of its time is left.
  func holdNeedsExtension(now: Timestamp) -> Bool {
    guard payer.kind == .platform, let expiry = state.withLock({ $0.holdExpiresAt }) else { return false }
    return (expiry - now) < metering.settings.holdDuration / 2
  }

  func holdExtended(to expiry: Timestamp) { state.withLock { $0.holdExpiresAt = expiry } }

  func count(_ tokens: TokenCounts) {
    state.withLock {
      $0.calls += 1
      $0.tokens = $0.tokens + tokens
    }
  }

  func receipt(credits: Credits, started: Timestamp, now: Timestamp) -> Receipt {
    let (calls, tokens) = state.withLock { ($0.calls, $0.tokens) }
    return Receipt(
      task: id, payer: payer.kind, provider: provider, model: model, keyHint: payer.keyHint, credits: credits,
      tokens: tokens, durationMs: (now - started).inMilliseconds, calls: calls)
  }
}
