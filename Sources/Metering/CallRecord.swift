import Core
import ModelGateway
import Storage

/// What is known of one model call while it runs, for its usage record.
struct CallRecord: Sendable {
  /// One for the call from its beginning to its end, so that it is recorded once however often it is written.
  let id = UsageID()
  let purpose: CallPurpose
  let clock: WallClock
  let started: Timestamp
  private(set) var firstToken: Timestamp?
  private(set) var collector = ChatCollector()

  init(purpose: CallPurpose, clock: WallClock) {
    self.purpose = purpose
    self.clock = clock
    started = clock.now
  }

  mutating func see(_ event: ChatEvent) {
    if firstToken == nil, event.isOutput { firstToken = clock.now }
    collector.add(event)
  }

  /// The record before the first byte goes out: what is left of a call whose server died.
  func startedRow(task: MeteredTask, request: ChatRequest) -> UsageRow {
    row(
      task: task, tokens: TokenCounts(input: TokenEstimate.input(of: request), isEstimate: true), status: .started,
      errorCode: nil)
  }

  func endedRow(task: MeteredTask, tokens: TokenCounts, error: (any Error)?) -> UsageRow {
    let ending = TaskEnding(failure: error, outputBegan: task.outputBegan)
    return row(task: task, tokens: tokens, status: ending.status, errorCode: ending.errorCode)
  }

  private func row(task: MeteredTask, tokens: TokenCounts, status: UsageStatus, errorCode: String?) -> UsageRow {
    UsageRow(
      id: id, task: task.id, user: task.request.user, session: task.request.session, feature: task.request.feature,
      provider: task.provider, model: task.model, payer: task.payer.kind, keyHint: task.payer.keyHint, tokens: tokens,
      status: status, errorCode: errorCode, purpose: purpose.rawValue,
      durationMs: (clock.now - started).inMilliseconds,
      firstTokenMs: firstToken.map { ($0 - started).inMilliseconds }, createdAt: started)
  }
}

extension ChatEvent {
  /// Whether the event carries a piece of the answer (not its ending or its counts).
  var isOutput: Bool {
    switch self {
    case .textDelta, .reasoningDelta, .toolCallDelta: true
    case .finished, .usage: false
    }
  }
}
