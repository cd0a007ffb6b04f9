import Core
import KeySealing
import ModelGateway

/// Takes the call's key out of a stream of events, should a provider echo it in an answer (K3).
struct EventScrubber {
  private var text: StreamScrubber?
  private var reasoning: StreamScrubber?
  private var arguments: [Int: StreamScrubber] = [:]
  private let secret: Secret?

  init(secret: Secret?) {
    text = secret.map(StreamScrubber.init)
    reasoning = secret.map(StreamScrubber.init)
    self.secret = secret
  }

  /// The events that are safe to pass on; a piece that could be the beginning of the key waits for the next one.
  mutating func pass(_ event: ChatEvent) -> [ChatEvent] {
    switch event {
    case .textDelta(let piece):
      return Self.nonEmpty(text?.pass(piece) ?? piece).map { [.textDelta($0)] } ?? []
    case .reasoningDelta(let piece):
      return Self.nonEmpty(reasoning?.pass(piece) ?? piece).map { [.reasoningDelta($0)] } ?? []
    case .finished, .usage:
      // Gemini sends counts with every piece of text: what is held back must go on waiting.
      return [event]
    case .toolCallDelta(let index, let id, let name, let piece):
      return [
        .toolCallDelta(
          index: index, id: scrub(id), name: scrub(name), arguments: passArguments(piece, index: index))
      ]
    }
  }

  /// What was held back.
  mutating func finish() -> [ChatEvent] {
    let heldArguments: [ChatEvent] = arguments.keys.sorted().compactMap { index in
      Self.nonEmpty(arguments[index]?.finish() ?? "")
        .map { .toolCallDelta(index: index, id: nil, name: nil, arguments: $0) }
    }
    let events: [ChatEvent?] = [
      Self.nonEmpty(reasoning?.finish() ?? "").map { .reasoningDelta($0) },
      Self.nonEmpty(text?.finish() ?? "").map { .textDelta($0) },
    ]
    return events.compactMap { $0 } + heldArguments
  }

  private mutating func passArguments(_ piece: String, index: Int) -> String {
    guard let secret else { return piece }
    return arguments[index, default: StreamScrubber(secret: secret)].pass(piece)
  }

  /// Ids and names come whole. Only the key itself is taken out: an id that looks like a key must still find its call.
  private func scrub(_ text: String?) -> String? {
    guard let text, let secret else { return text }
    return Scrubber(secrets: [secret]).scrubByValue(text)
  }

  private static func nonEmpty(_ text: String) -> String? { text.isEmpty ? nil : text }
}
