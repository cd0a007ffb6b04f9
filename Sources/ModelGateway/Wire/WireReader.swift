import Core
import Foundation

/// Turns the data of one provider's answers into events: of a stream, one piece after the other; of a whole answer, all
/// at once.
protocol WireReader: Sendable {
  init(provider: Provider)

  /// The model that answers, in the provider's words, once it was told.
  var model: String? { get }
  /// The end marker came: nothing that matters can follow.
  var hasEnded: Bool { get }

  /// - Throws: `ProviderError` for an error that came inside the stream, and for data that can't be read.
  mutating func read(_ event: ServerSentEvent) throws(ProviderError) -> [ChatEvent]

  /// The body ended.
  /// - Throws: `ProviderError.interrupted` when the end marker is missing.
  mutating func finish() throws(ProviderError) -> [ChatEvent]

  /// A whole answer, which has no end marker.
  mutating func readWhole(_ body: Data) throws(ProviderError) -> [ChatEvent]
}

extension WireReader {
  func malformed(_ provider: Provider, _ data: Data, status: Int? = nil) -> ProviderError {
    let text = UnscrubbedText(String(decoding: data.prefix(UnscrubbedText.longest), as: UTF8.self))
    return .malformedAnswer(ProviderFailure(provider: provider, status: status, text: text))
  }
}
