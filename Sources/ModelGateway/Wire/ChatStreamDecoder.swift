package import Core
import Foundation

/// Bytes of a streamed answer in, events out; it gives the same events however the bytes are cut.
package struct ChatStreamDecoder: Sendable {
  private enum Form {
    /// Nothing but white space so far.
    case unknown
    case events(ServerSentEventParser)
    /// Not an event stream but JSON objects, one or a list.
    case objects(JSONObjectSplitter)
  }

  private let provider: Provider
  private let limits: GatewayLimits
  private var form = Form.unknown
  private var beginning: [UInt8] = []
  private var reader: any WireReader
  private var bytesRead = 0

  package init(provider: Provider, limits: GatewayLimits = .init()) {
    self.provider = provider
    self.limits = limits
    reader = WireFormat.of(provider).reader(for: provider)
  }

  /// The model that answers, once it was told.
  package var model: String? { reader.model }
  /// The end marker came: what follows need not be read.
  package var hasEnded: Bool { reader.hasEnded }

  /// The events that these bytes complete.
  /// - Throws: `ProviderError` for an error inside the stream, unreadable data, or more bytes than the limits allow.
  package mutating func feed(_ bytes: some Sequence<UInt8>) throws(ProviderError) -> [ChatEvent] {
    try feed(Array(bytes))
  }

  package mutating func feed(_ bytes: [UInt8]) throws(ProviderError) -> [ChatEvent] {
    bytesRead += bytes.count
    guard bytesRead <= limits.answerBytes else { throw .answerTooLarge(ProviderFailure(provider: provider)) }
    guard case .unknown = form else { return try decode(bytes) }
    beginning += bytes
    guard let first = beginning.first(where: { !$0.isBlank }) else { return [] }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
      form = .objects(JSONObjectSplitter(longestObject: limits.eventBytes))
    } else {
      form = .events(ServerSentEventParser(longestEvent: limits.eventBytes))
    }
    defer { beginning = [] }
    return try decode(beginning)
  }

  /// The body ended: the events that were still held back.
  /// - Throws: `ProviderError.interrupted` when the stream has no end marker.
  package mutating func finish() throws(ProviderError) -> [ChatEvent] {
    var events: [ChatEvent] = []
    if case .events(var parser) = form, let last = parser.finish() {
      form = .events(parser)
      events += try readLast(last)
    }
    return try events + reader.finish()
  }

  private mutating func decode(_ bytes: [UInt8]) throws(ProviderError) -> [ChatEvent] {
    var events: [ChatEvent] = []
    for event in try cut(bytes) where !reader.hasEnded { events += try reader.read(event) }
    return events
  }

  private mutating func cut(_ bytes: [UInt8]) throws(ProviderError) -> [ServerSentEvent] {
    do {
      switch form {
      case .unknown: return []
      case .events(var parser):
        // Emptied while the copy is changed, so that its buffers are not copied with each piece.
        form = .unknown
        defer { form = .events(parser) }
        return try bytes.withUnsafeBytes { try parser.feed($0) }
      case .objects(var splitter):
        form = .unknown
        defer { form = .objects(splitter) }
        return try bytes.withUnsafeBytes { try splitter.feed($0) }.map { ServerSentEvent(data: $0) }
      }
    } catch {
      throw .answerTooLarge(ProviderFailure(provider: provider))
    }
  }

  /// An event without its empty line was cut off: if it can't be read, that is not the provider's fault.
  private mutating func readLast(_ event: ServerSentEvent) throws(ProviderError) -> [ChatEvent] {
    guard !reader.hasEnded else { return [] }
    do {
      return try reader.read(event)
    } catch .malformedAnswer(let failure) {
      throw .interrupted(failure)
    }
  }

}
