import Core
import NIOCore

/// The events of one streamed answer, as they come.
///
/// The call begins with the first `next()`. Cancelling the task that iterates, or dropping the iterator, closes the
/// connection to the provider, also while its answer has not begun.
/// It throws `ProviderError`, and `CancellationError` when the task was cancelled.
package struct ChatStream: AsyncSequence, Sendable {
  package typealias Element = ChatEvent

  let transport: ProviderTransport
  let request: ChatRequest
  let provider: Provider
  let credential: Secret?

  package func makeAsyncIterator() -> AsyncIterator { AsyncIterator(stream: self) }
}

extension ChatStream {
  package struct AsyncIterator: AsyncIteratorProtocol {
    private enum Phase {
      case waiting(ChatStream)
      case open(HTTPExchange)
      case ended
    }

    private var phase: Phase
    private var decoder: ChatStreamDecoder
    /// Events that were decoded and not yet given, the next one last.
    private var pending: [ChatEvent] = []
    /// What ends the answer once the pending events are given.
    private var failure: ProviderError?

    init(stream: ChatStream) {
      phase = .waiting(stream)
      decoder = ChatStreamDecoder(provider: stream.provider, limits: stream.transport.limits)
    }

    /// The model that answers, in the provider's words, once it was told.
    package var model: String? { decoder.model }

    package mutating func next() async throws -> ChatEvent? {
      do {
        while true {
          if let event = pending.popLast() { return event }
          guard try await readOn() else { return nil }
        }
      } catch ProviderError.cancelled {
        phase = .ended
        throw CancellationError()
      } catch {
        (phase, failure) = (.ended, nil)
        throw error
      }
    }

    /// Brings in more events. Returns false when there are no more.
    private mutating func readOn() async throws(ProviderError) -> Bool {
      if let failure { throw failure }
      switch phase {
      case .waiting(let stream): phase = .open(try await stream.open())
      case .open(let exchange) where decoder.hasEnded:
        phase = .ended
        await exchange.finish()
      case .open(let exchange):
        if let buffer = try await exchange.next() {
          take(decoder.feed(buffer.readableBytesView))
        } else {
          phase = .ended
          take(decoder.finish())
        }
      case .ended: return false
      }
      return true
    }

    private mutating func take(_ piece: ChatStreamDecoder.Piece) {
      pending = piece.events.reversed()
      failure = piece.error
      // The rest of a failed answer isn't wanted.
      if failure != nil { phase = .ended }
    }
  }

  private func open() async throws(ProviderError) -> HTTPExchange {
    let patient = transport.waiting(for: ModelProfile.of(request.model, at: provider))
    let exchange = try await patient.open(ProviderRequest(request, at: provider, isStream: true), key: credential)
    // A web page in place of an answer comes from something in between.
    if exchange.header("content-type")?.hasPrefix("text/html") == true {
      throw .malformedAnswer(ProviderFailure(provider: provider, status: exchange.status))
    }
    return exchange
  }
}
