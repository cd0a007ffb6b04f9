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

  /// Adds what the event means. What came before an error, in the same event, is added as well: a question that was
  /// refused has been counted all the same.
  /// - Throws: `ProviderError` for an error that came inside the stream, and for data that can't be read.
  mutating func read(_ event: ServerSentEvent, into events: inout [ChatEvent]) throws(ProviderError)

  /// The body ended.
  /// - Throws: `ProviderError.interrupted` when the end marker is missing.
  mutating func finish(into events: inout [ChatEvent]) throws(ProviderError)

  /// A whole answer, which has no end marker.
  mutating func readWhole(_ body: Data, into events: inout [ChatEvent]) throws(ProviderError)
}

extension WireReader {
  /// Whether an event is none of the answer's: its name says so, and its data is no JSON object. Servers and proxies
  /// send such events to keep a connection alive.
  func isForeign(_ event: ServerSentEvent, known names: Set<String>) -> Bool {
    guard let name = event.name, !name.isEmpty, !names.contains(name) else { return false }
    return (try? JSONValue(parsing: event.data))?.objectValue == nil
  }

  func malformed(_ provider: Provider, _ data: Data, status: Int? = nil) -> ProviderError {
    let text = UnscrubbedText(String(decoding: data.prefix(UnscrubbedText.longest), as: UTF8.self))
    return .malformedAnswer(ProviderFailure(provider: provider, status: status, text: text))
  }
}
