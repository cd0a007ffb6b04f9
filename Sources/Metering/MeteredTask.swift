package import Core
package import ModelGateway
import Storage
import Synchronization

/// One accepted task: the only thing that can call a provider, always with the task's payer (K5).
package final class MeteredTask: Sendable {
  let request: TaskRequest
  let payer: Payer
  package let price: Credits
  let metering: Metering
  private let started: Timestamp
  private let state = Mutex(State())

  private struct State {
    var outputBegan = false
    var calls = 0
    var tokens = TokenCounts()
    var unwritten: [UsageRow] = []
  }

  init(request: TaskRequest, payer: Payer, price: Credits, metering: Metering) {
    self.request = request
    self.payer = payer
    self.price = price
    self.metering = metering
    started = metering.clock.now
  }

  package var id: TaskID { request.id }
  package var provider: Provider { request.provider }
  package var model: String { request.model }
  package var payerKind: PayerKind { payer.kind }

  /// Who pays and what for, as people are told before the first word.
  package var accepted: TaskAccepted { TaskAccepted(payer: payer.kind, price: price, keyHint: payer.keyHint) }

  /// Says that the person has been sent the first piece of the answer: from here on, stopping is paid (C5).
  package func markOutputBegan() { state.withLock { $0.outputBegan = true } }

  package var outputBegan: Bool { state.withLock { $0.outputBegan } }

  func count(_ tokens: TokenCounts) {
    state.withLock {
      $0.calls += 1
      $0.tokens = $0.tokens + tokens
    }
  }

  /// Keeps the record of a call that could not be written, for the transaction that closes the task (C9).
  func keep(_ row: UsageRow) {
    state.withLock { state in
      state.unwritten.removeAll { $0.id == row.id }
      state.unwritten.append(row)
    }
  }

  var unwrittenCalls: [UsageRow] { state.withLock { $0.unwritten } }

  func receipt(credits: Credits, now: Timestamp) -> Receipt {
    let (calls, tokens) = state.withLock { ($0.calls, $0.tokens) }
    return Receipt(
      task: id, payer: payer.kind, provider: provider, model: model, keyHint: payer.keyHint, credits: credits,
      tokens: tokens, durationMs: (now - started).inMilliseconds, calls: calls)
  }
}
