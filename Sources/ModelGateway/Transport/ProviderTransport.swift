import AsyncHTTPClient
import Core
import Foundation
import Logging
import NIOCore
import NIOHTTP1

/// Sends requests to providers: with their key, within the time-outs, and once more where that is safe.
struct ProviderTransport: Sendable {
  let httpClient: HTTPClient
  let endpoints: [Provider: ProviderEndpoint]
  var timeouts: GatewayTimeouts
  let limits: GatewayLimits
  var retries: RetryPolicy
  let logger: Logger

  /// The same transport for a model of this profile: a model that thinks is given its time to begin.
  func waiting(for profile: ModelProfile) -> ProviderTransport {
    var transport = self
    if profile.isReasoning { transport.timeouts.firstByte = max(timeouts.firstByte, timeouts.reasoningFirstByte) }
    return transport
  }

  /// The exchange of an answer with a good status, its body still to be read.
  /// - Throws: `ProviderError`, also for every answer whose status is not 2xx.
  func open(_ request: ProviderRequest, key: Secret?) async throws(ProviderError) -> HTTPExchange {
    var attempt = 0
    while true {
      let rejection: Rejection
      do {
        let exchange = try await send(request, key: key)
        if (200..<300).contains(exchange.status) { return exchange }
        rejection = await self.rejection(exchange)
      } catch {
        // A question that may have been read must not be asked, and paid, twice; to ask for a list costs nothing.
        let isSafe = !error.wasSent || request.method == "GET"
        rejection = Rejection(error: error.cause, advice: isSafe ? .unsaid : .never)
      }
      try await wait(after: rejection, attempt: attempt)
      attempt += 1
    }
  }

  /// There was no answer.
  private struct Unanswered: Error {
    let cause: ProviderError
    /// Some of the request may have reached the provider.
    var wasSent = false
  }

  private struct Rejection {
    let error: ProviderError
    let advice: RetryAdvice
  }

  /// Waits until the call may be repeated; throws its error when it must not be.
  private func wait(after rejection: Rejection, attempt: Int) async throws(ProviderError) {
    guard let delay = delay(after: rejection, attempt: attempt) else { throw rejection.error }
    let isOver = (try? await Task.sleep(for: delay)) != nil
    if !isOver { throw .cancelled(ProviderFailure(provider: rejection.error.failure.provider)) }
  }

  private func delay(after rejection: Rejection, attempt: Int) -> Duration? {
    let delay = retries.delay(
      after: rejection.error, advice: rejection.advice, attempt: attempt, chance: .random(in: 0...1))
    logger.debug(
      "A provider's call failed",
      metadata: [
        "provider": "\(rejection.error.failure.provider)", "code": "\(rejection.error.code)", "attempt": "\(attempt)",
        "retries": "\(delay != nil)",
      ])
    return delay
  }

  private func send(_ request: ProviderRequest, key: Secret?) async throws(Unanswered) -> HTTPExchange {
    let outgoing: HTTPClient.Request
    do throws(ProviderError) {
      outgoing = try self.outgoing(request, key: key)
    } catch {
      throw Unanswered(cause: error)
    }
    let delegate = ExchangeDelegate(timeouts: timeouts)
    let sequence = HTTPExchange.Parts.makeSequence(
      backPressureStrategy: .init(lowWatermark: 4, highWatermark: 16), finishOnDeinit: true, delegate: delegate)
    delegate.attach(sequence.source)
    delegate.begin(httpClient.execute(request: outgoing, delegate: delegate))
    do throws(ProviderError) {
      return try await HTTPExchange(provider: request.provider, parts: sequence.sequence, delegate: delegate)
    } catch {
      throw Unanswered(cause: error, wasSent: delegate.wasSent)
    }
  }

  private func outgoing(_ request: ProviderRequest, key: Secret?) throws(ProviderError) -> HTTPClient.Request {
    let failure = ProviderFailure(provider: request.provider)
    guard let endpoint = endpoints[request.provider] else { throw .unreachable(failure) }
    var headers = HTTPHeaders(request.headers.map { ($0.name, $0.value) })
    if let key {
      // What can't be in a header can't be a key either.
      guard !KeyFormat.isUnfitForHeader(key) else { throw .invalidKey(failure) }
      let header = Authentication.header(of: request.provider, key: key)
      headers.add(name: header.name, value: header.value)
    } else if request.provider != .local {
      throw .invalidKey(failure)
    }
    do {
      return try HTTPClient.Request(
        url: endpoint.url(of: request), method: HTTPMethod(rawValue: request.method), headers: headers,
        body: request.body.map { .data($0) })
    } catch {
      throw .unreachable(failure)
    }
  }

  private func rejection(_ exchange: HTTPExchange) async -> Rejection {
    let body = await exchange.beginning(upTo: limits.errorBytes)
    let wait = RetryAfter.duration(
      seconds: exchange.header("retry-after"), milliseconds: exchange.header("retry-after-ms"))
    let error = FailureClassifier.error(
      of: exchange.provider, status: exchange.status, body: Data(body), retryAfter: wait)
    return Rejection(error: error, advice: RetryAdvice(header: exchange.header("x-should-retry")))
  }
}
