/// The events of one streamed answer, as they come.
///
/// The call begins with the first `next()`. Cancelling the task that iterates, or dropping the iterator, closes the
/// connection to the provider, also while its answer has not begun. It can be iterated once.
/// It throws `ProviderError`, and `CancellationError` when the task was cancelled.
package struct ChatStream: AsyncSequence, Sendable {
  package typealias Element = ChatEvent

  package struct AsyncIterator: AsyncIteratorProtocol {
    package mutating func next() async throws -> ChatEvent? { nil }
  }

  package func makeAsyncIterator() -> AsyncIterator { AsyncIterator() }
}
