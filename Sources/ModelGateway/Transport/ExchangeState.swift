import AsyncHTTPClient
import NIOCore

/// The state of one exchange, changed only under a lock; each change returns what is to be done outside of it.
struct ExchangeState {
  typealias Source = NIOThrowingAsyncSequenceProducer<
    ExchangePart, any Error, NIOAsyncSequenceProducerBackPressureStrategies.HighLowWatermark, ExchangeDelegate
  >.Source

  /// What is waited for, and by when; after `deadline` the exchange fails.
  private(set) var phase = TimeoutPhase.connect
  private(set) var deadline = NIODeadline.distantFuture
  /// The request, or a part of it, left for the provider.
  var wasSent = false
  /// Nothing of the body came yet, and nobody said by when all must be over.
  var isBeforeBody: Bool { phase == .firstByte && !isDeadlineFinal }
  /// Where parts go; nil when all is over.
  var currentSource: Source? { isEnded ? nil : source }
  /// Where the exchange runs, while it does.
  var eventLoop: (any EventLoop)? { task?.eventLoop }
  /// The deadline is the last one: what arrives doesn't move it.
  private var isDeadlineFinal = false
  private var isEnded = false
  private var source: Source?
  private var task: HTTPClient.Task<Void>?
  private var timer: Scheduled<Void>?
  private var readPause: EventLoopPromise<Void>?
  private var isResumedEarly = false

  mutating func attach(_ source: Source) { self.source = source }

  /// The request was handed to the client. Returns whether a timer is needed.
  mutating func begin(_ task: HTTPClient.Task<Void>, deadline: NIODeadline) -> Bool {
    guard !isEnded else { return false }
    self.task = task
    guard phase == .connect else { return false }
    self.deadline = deadline
    return true
  }

  /// Another phase begins. Returns the timer of the phase before, to be cancelled; nil for both when all is over.
  mutating func enter(
    _ phase: TimeoutPhase, until deadline: NIODeadline, isFinal: Bool
  ) -> (isOn: Bool, old: Scheduled<Void>?) {
    guard !isEnded else { return (false, nil) }
    self.phase = phase
    self.deadline = deadline
    isDeadlineFinal = isFinal
    defer { timer = nil }
    return (true, timer)
  }

  /// Something arrived: the answer is not idle. The timer finds out by itself when it fires.
  mutating func extend(until deadline: NIODeadline) -> Source? {
    guard !isEnded else { return nil }
    if !isDeadlineFinal { self.deadline = deadline }
    return source
  }

  /// Returns the timer when it isn't wanted any more.
  mutating func setTimer(_ timer: Scheduled<Void>) -> Scheduled<Void>? {
    guard !isEnded else { return timer }
    defer { self.timer = timer }
    return self.timer
  }

  /// The timer fired: what is waited for is late, or (nil) more came in the meantime.
  func isLate(at now: NIODeadline) -> TimeoutPhase? { now >= deadline ? phase : nil }

  /// The reader has enough for now: nothing is late until it wants more.
  /// Returns false when it wants more already, which it may have said before it was paused.
  mutating func pause(_ promise: EventLoopPromise<Void>) -> Bool {
    guard !isEnded, !isResumedEarly else {
      isResumedEarly = false
      return false
    }
    readPause = promise
    if !isDeadlineFinal { deadline = .distantFuture }
    return true
  }

  /// The reader wants more.
  mutating func resume(until deadline: NIODeadline) -> EventLoopPromise<Void>? {
    guard let promise = readPause else {
      isResumedEarly = true
      return nil
    }
    readPause = nil
    if !isDeadlineFinal { self.deadline = deadline }
    return promise
  }

  /// All is over, in whatever way; only the first call returns anything.
  mutating func end() -> Ending? {
    guard !isEnded else { return nil }
    isEnded = true
    defer { (source, task, timer, readPause) = (nil, nil, nil, nil) }
    return Ending(source: source, task: task, timer: timer, readPause: readPause)
  }

  /// What is to be let go of.
  struct Ending {
    let source: Source?
    let task: HTTPClient.Task<Void>?
    let timer: Scheduled<Void>?
    let readPause: EventLoopPromise<Void>?
  }
}

/// What arrives: the head once, then the bytes of the body.
enum ExchangePart: Sendable {
  case head(status: Int, headers: [(name: String, value: String)])
  case bytes(ByteBuffer)
}
