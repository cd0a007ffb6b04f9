import Core
import NIOCore

/// An answer whose head is there and whose body is still coming. When the last copy goes, the connection is closed.
struct HTTPExchange {
  typealias Parts = NIOThrowingAsyncSequenceProducer<
    ExchangePart, any Error, NIOAsyncSequenceProducerBackPressureStrategies.HighLowWatermark, ExchangeDelegate
  >

  /// The iterator is used by one reader at a time, and all that it holds is a `Sendable` class: it may move between
  /// executors.
  private struct Reader: @unchecked Sendable {
    let iterator: Parts.AsyncIterator

    func next() async throws -> ExchangePart? { try await iterator.next() }
  }

  let provider: Provider
  let status: Int
  private let headers: [(name: String, value: String)]
  private let parts: Reader
  private let delegate: ExchangeDelegate

  /// Waits for the head.
  init(provider: Provider, parts: Parts, delegate: ExchangeDelegate) async throws(ProviderError) {
    let parts = Reader(iterator: parts.makeAsyncIterator())
    do {
      guard case .head(let status, let headers) = try await parts.next() else { throw CancellationError() }
      self.status = status
      self.headers = headers
    } catch {
      throw Self.providerError(error, of: provider, status: nil)
    }
    self.provider = provider
    self.parts = parts
    self.delegate = delegate
  }

  func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

  /// The next bytes; nil at the end.
  func next() async throws(ProviderError) -> ByteBuffer? {
    do {
      while let part = try await parts.next() {
        if case .bytes(let buffer) = part { return buffer }
      }
    } catch {
      throw Self.providerError(error, of: provider, status: status)
    }
    // The sequence ends in silence when its task is cancelled.
    if Task.isCancelled { throw .cancelled(ProviderFailure(provider: provider)) }
    return nil
  }

  /// Reads to the end of a body whose meaning is already known, so that its connection can serve another request.
  func finish() async {
    delegate.expectEnd(within: .milliseconds(250))
    var isOpen = true
    while isOpen { isOpen = (try? await next()) != nil }
  }

  /// The whole body.
  /// - Throws: `ProviderError.answerTooLarge` beyond `limit` bytes.
  func body(upTo limit: Int) async throws(ProviderError) -> [UInt8] {
    var bytes: [UInt8] = []
    while let buffer = try await next() {
      guard bytes.count + buffer.readableBytes <= limit else {
        throw .answerTooLarge(ProviderFailure(provider: provider, status: status))
      }
      bytes.append(contentsOf: buffer.readableBytesView)
    }
    return bytes
  }

  /// The first bytes of an error's body; what is missing of it doesn't change that it is one.
  func beginning(upTo limit: Int) async -> [UInt8] {
    delegate.expectEnd(within: .seconds(5))
    var bytes: [UInt8] = []
    while bytes.count < limit, let buffer = try? await next() { bytes.append(contentsOf: buffer.readableBytesView) }
    return Array(bytes.prefix(limit))
  }
}
