import Core
import Foundation

/// Reads messages of Anthropic: events from `message_start` to `message_stop`, and whole answers.
struct AnthropicReader: WireReader {
  /// A call of one of the caller's tools whose block is open.
  private struct OpenCall {
    let number: Int
    /// Arguments that came with the block's start; they count only if no piece follows.
    let givenArguments: String
    var hasPieces = false
  }

  private let provider: Provider
  private let decoder = JSONDecoder()
  private(set) var model: String?
  private(set) var hasEnded = false
  private var usage: AnthropicUsage?
  private var openCalls: [Int: OpenCall] = [:]
  private var callCount = 0

  init(provider: Provider) { self.provider = provider }

  private static let eventNames: Set<String> = [
    "message_start", "content_block_start", "content_block_delta", "content_block_stop", "message_delta",
    "message_stop", "message", "error",
  ]

  mutating func read(_ event: ServerSentEvent, into events: inout [ChatEvent]) throws(ProviderError) {
    if event.name == "ping" || isForeign(event, known: Self.eventNames) { return }
    guard let body = try? decoder.decode(AnthropicEvent.self, from: event.data.repairingSurrogates) else {
      throw malformed(provider, event.data)
    }
    if body.error != nil { throw FailureClassifier.error(inStreamOf: provider, body: event.data) }
    switch body.type ?? event.name {
    case "message_start": events += start(body.message)
    case "content_block_start": events += open(body.contentBlock, at: body.index ?? 0)
    case "content_block_delta": events += extend(body.delta, at: body.index ?? 0)
    case "content_block_stop": events += close(body.index ?? 0)
    case "message_delta": events += change(body)
    case "message_stop": hasEnded = true
    case "error": throw FailureClassifier.error(inStreamOf: provider, body: event.data)
    // A whole message although a stream was wanted.
    case "message":
      hasEnded = true
      try readWhole(event.data, into: &events)
    default: break
    }
  }

  mutating func readWhole(_ body: Data, into events: inout [ChatEvent]) throws(ProviderError) {
    let body = body.repairingSurrogates
    if let event = try? decoder.decode(AnthropicEvent.self, from: body), event.type == "error" || event.error != nil {
      throw FailureClassifier.error(inStreamOf: provider, body: body)
    }
    guard let message = try? decoder.decode(AnthropicMessage.self, from: body), message.content != nil else {
      throw malformed(provider, body)
    }
    model = message.model
    events += message.events
  }

  mutating func finish(into events: inout [ChatEvent]) throws(ProviderError) {
    guard hasEnded else { throw .interrupted(ProviderFailure(provider: provider)) }
  }

  private mutating func start(_ message: AnthropicMessage?) -> [ChatEvent] {
    model = message?.model
    return report(message?.usage)
  }

  private mutating func open(_ block: AnthropicBlock?, at index: Int) -> [ChatEvent] {
    switch block?.type {
    case "text": return block?.text.map { $0.isEmpty ? [] : [.textDelta($0)] } ?? []
    case "thinking": return block?.thinking.map { $0.isEmpty ? [] : [.reasoningDelta($0)] } ?? []
    case "tool_use":
      let given = block?.input?.text ?? ""
      openCalls[index] = OpenCall(number: callCount, givenArguments: given == "{}" ? "" : given)
      defer { callCount += 1 }
      return [.toolCallDelta(index: callCount, id: block?.id, name: block?.name, arguments: "")]
    default: return []
    }
  }

  /// Pieces of server tools' input have no open call, and are left out.
  private mutating func extend(_ delta: AnthropicEvent.Delta?, at index: Int) -> [ChatEvent] {
    switch delta?.type {
    case "text_delta": return delta?.text.map { $0.isEmpty ? [] : [.textDelta($0)] } ?? []
    case "thinking_delta": return delta?.thinking.map { $0.isEmpty ? [] : [.reasoningDelta($0)] } ?? []
    case "input_json_delta":
      guard let piece = delta?.partialJSON, !piece.isEmpty, let call = openCalls[index] else { return [] }
      openCalls[index]?.hasPieces = true
      return [.toolCallDelta(index: call.number, id: nil, name: nil, arguments: piece)]
    default: return []
    }
  }

  private mutating func close(_ index: Int) -> [ChatEvent] {
    guard let call = openCalls.removeValue(forKey: index), !call.hasPieces, !call.givenArguments.isEmpty else {
      return []
    }
    return [.toolCallDelta(index: call.number, id: nil, name: nil, arguments: call.givenArguments)]
  }

  private mutating func change(_ event: AnthropicEvent) -> [ChatEvent] {
    let finished = event.delta?.stopReason.map { ChatEvent.finished(FinishReason(anthropic: $0)) }
    return [finished].compactMap(\.self) + report(event.usage)
  }

  private mutating func report(_ newer: AnthropicUsage?) -> [ChatEvent] {
    guard let newer else { return [] }
    let merged = newer.over(usage)
    usage = merged
    return TokenCounts(merged).map { [.usage($0)] } ?? []
  }
}
