import AsyncHTTPClient
import Core
import NIOCore
import NIOHTTP1
import Synchronization

/// Carries one answer from the client's event loop to the reader, watches the clock, and closes the connection when the
/// reader leaves.
final class ExchangeDelegate: HTTPClientResponseDelegate, NIOAsyncSequenceProducerDelegate {
  private let timeouts: GatewayTimeouts
  private let state = Mutex(ExchangeState())

  init(timeouts: GatewayTimeouts) { self.timeouts = timeouts }

  /// Must be called before the request is sent.
  func attach(_ source: ExchangeState.Source) {
    state.withLock { $0.attach(source) }
  }

  /// The request was handed to the client: the clock runs.
  func begin(_ task: HTTPClient.Task<Void>) {
    let deadline = NIODeadline.now() + TimeAmount(timeouts.connect)
    if state.withLock({ $0.begin(task, deadline: deadline) }) { watch(on: task.eventLoop, until: deadline) }
    // The client reports some failures, such as its own shutdown, only here.
    task.futureResult.whenFailure { [self] error in end(TransportError.failed(error)) }
  }

  /// What follows is hardly wanted: however it comes, it may take no longer than this.
  func expectEnd(within rest: Duration) {
    let loop = state.withLock { $0.eventLoop }
    if let loop { enter(.idle, within: rest, isFinal: true, on: loop) }
  }

  // MARK: what the client tells

  /// The request, or a part of it, left for the provider.
  var wasSent: Bool { state.withLock { $0.wasSent } }

  func didSendRequestHead(task: HTTPClient.Task<Void>, _ head: HTTPRequestHead) {
    state.withLock { $0.wasSent = true }
    enter(.firstByte, within: timeouts.firstByte, on: task.eventLoop)
  }

  func didReceiveHead(task: HTTPClient.Task<Void>, _ head: HTTPResponseHead) -> EventLoopFuture<Void> {
    // Some providers send a good head at once and then think: their answer has not begun.
    let isGood = (200..<300).contains(head.status.code)
    if !isGood { enter(.idle, within: timeouts.idle, on: task.eventLoop) }
    let headers = head.headers.map { (name: $0.name.lowercased(), value: $0.value) }
    let part = ExchangePart.head(status: Int(head.status.code), headers: headers)
    return yield(part, on: task.eventLoop, extends: !isGood)
  }

  func didReceiveBodyPart(task: HTTPClient.Task<Void>, _ buffer: ByteBuffer) -> EventLoopFuture<Void> {
    if state.withLock({ $0.isBeforeBody }) { enter(.idle, within: timeouts.idle, on: task.eventLoop) }
    return yield(.bytes(buffer), on: task.eventLoop)
  }

  func didReceiveError(task: HTTPClient.Task<Void>, _ error: any Error) {
    end(TransportError.failed(error))
  }

  func didFinishRequest(task: HTTPClient.Task<Void>) throws {
    end(nil)
  }

  // MARK: what the reader tells

  func produceMore() {
    let deadline = NIODeadline.now() + TimeAmount(timeouts.idle)
    state.withLock { $0.resume(until: deadline) }?.succeed()
  }

  func didTerminate() {
    end(nil)
  }

  // MARK: the clock

  private func enter(_ phase: TimeoutPhase, within time: Duration, isFinal: Bool = false, on loop: any EventLoop) {
    let deadline = NIODeadline.now() + TimeAmount(time)
    let (isOn, old) = state.withLock { $0.enter(phase, until: deadline, isFinal: isFinal) }
    old?.cancel()
    if isOn { watch(on: loop, until: deadline) }
  }

  private func watch(on loop: any EventLoop, until deadline: NIODeadline) {
    let timer = loop.scheduleTask(deadline: deadline) { [self] in look(on: loop) }
    state.withLock { $0.setTimer(timer) }?.cancel()
  }

  private func look(on loop: any EventLoop) {
    let now = NIODeadline.now()
    let (late, deadline) = state.withLock { ($0.isLate(at: now), $0.deadline) }
    if let late {
      end(TransportError.timeout(late))
    } else {
      watch(on: loop, until: min(deadline, now + TimeAmount(timeouts.idle)))
    }
  }

  // MARK: the way to the reader

  /// - Parameter extends: the part shows that the answer is not idle
  private func yield(_ part: ExchangePart, on loop: any EventLoop, extends: Bool = true) -> EventLoopFuture<Void> {
    let deadline = NIODeadline.now() + TimeAmount(timeouts.idle)
    let source = state.withLock { extends ? $0.extend(until: deadline) : $0.currentSource }
    guard case .stopProducing = source?.yield(part) else { return loop.makeSucceededVoidFuture() }
    let promise = loop.makePromise(of: Void.self)
    if !state.withLock({ $0.pause(promise) }) { promise.succeed() }
    return promise.futureResult
  }

  private func end(_ error: TransportError?) {
    guard let ending = state.withLock({ $0.end() }) else { return }
    ending.timer?.cancel()
    if let error { ending.source?.finish(error) } else { ending.source?.finish() }
    ending.task?.cancel()
    ending.readPause?.succeed()
  }
}

extension TimeAmount {
  init(_ duration: Duration) { self = .milliseconds(max(duration.inMilliseconds, 1)) }
}
