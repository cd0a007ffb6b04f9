package import Core
import Foundation

/// Bytes of a streamed answer in, events out; it gives the same events, and the same error after them, however the
/// bytes are cut.
package struct ChatStreamDecoder: Sendable {
  /// What some bytes brought: events, and after them perhaps the error that ends the answer.
  package struct Piece: Sendable, Equatable {
    package var events: [ChatEvent] = []
    package var error: ProviderError?

    package init(events: [ChatEvent] = [], error: ProviderError? = nil) {
      self.events = events
      self.error = error
    }
  }

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
  private var hasFailed = false

  package init(provider: Provider, limits: GatewayLimits = .init()) {
    self.provider = provider
    self.limits = limits
    reader = WireFormat.of(provider).reader(for: provider)
  }

  /// The model that answers, once it was told.
  package var model: String? { reader.model }
  /// The end marker came, or an error did: what follows need not be read.
  package var hasEnded: Bool { hasFailed || reader.hasEnded }

  /// What these bytes complete. The error is one inside the stream, unreadable data, or more bytes than the limits
  /// allow.
  package mutating func feed(_ bytes: some Sequence<UInt8>) -> Piece {
    guard !hasEnded else { return Piece() }
    let bytes = Array(bytes)
    bytesRead += bytes.count
    guard bytesRead <= limits.answerBytes else { return fail(.answerTooLarge(ProviderFailure(provider: provider))) }
    guard case .unknown = form else { return decode(bytes) }
    beginning += bytes
    guard let first = beginning.first(where: { !$0.isBlank }) else { return Piece() }
    defer { beginning = [] }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
      form = .objects(JSONObjectSplitter(longestObject: limits.eventBytes))
    } else {
      form = .events(ServerSentEventParser(longestEvent: limits.eventBytes))
    }
    return decode(beginning)
  }

  /// The body ended: what was still held back. The error is `ProviderError.interrupted` when the stream has no end
  /// marker.
  package mutating func finish() -> Piece {
    guard !hasFailed else { return Piece() }
    var piece = Piece()
    if case .events(var parser) = form, let last = parser.finish() {
      piece = read([last])
      // An event without its empty line was cut off: if it can't be read, that is not the provider's fault.
      if case .malformedAnswer(let failure) = piece.error { piece.error = .interrupted(failure) }
    }
    guard piece.error == nil else { return piece }
    do throws(ProviderError) {
      try reader.finish(into: &piece.events)
    } catch {
      piece.error = error
    }
    return piece
  }

  private mutating func fail(_ error: ProviderError) -> Piece {
    hasFailed = true
    return Piece(error: error)
  }

  private mutating func decode(_ bytes: [UInt8]) -> Piece {
    var events: [ServerSentEvent] = []
    let isTooLong = !cut(bytes, into: &events)
    var piece = read(events)
    if isTooLong, piece.error == nil { piece.error = fail(.answerTooLarge(ProviderFailure(provider: provider))).error }
    return piece
  }

  /// Returns false when an event is longer than the limit.
  private mutating func cut(_ bytes: [UInt8], into events: inout [ServerSentEvent]) -> Bool {
    // The form is emptied while its parser works, so that the parser's buffers have one owner and are not copied.
    let current = form
    form = .unknown
    switch current {
    case .unknown: return true
    case .events(var parser):
      let isWithinLimit = bytes.withUnsafeBytes { parser.feed($0, into: &events) }
      form = .events(parser)
      return isWithinLimit
    case .objects(var splitter):
      let isWithinLimit = bytes.withUnsafeBytes { splitter.feed($0, into: &events) }
      form = .objects(splitter)
      return isWithinLimit
    }
  }

  private mutating func read(_ events: [ServerSentEvent]) -> Piece {
    var piece = Piece()
    for event in events where !reader.hasEnded {
      do throws(ProviderError) {
        try reader.read(event, into: &piece.events)
      } catch {
        hasFailed = true
        piece.error = error
        return piece
      }
    }
    return piece
  }
}
