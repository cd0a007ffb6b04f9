import Core
import Foundation

/// Reads answers of Gemini: chunks of which the last names a finish reason, and whole answers.
struct GeminiReader: WireReader {
  private let provider: Provider
  private let decoder = JSONDecoder()
  private(set) var model: String?
  private var finishWord: String?
  private var callCount = 0

  init(provider: Provider) { self.provider = provider }

  /// Counts may follow the finish reason, and older models name it in every chunk: only the end of the body is the end.
  var hasEnded: Bool { false }

  mutating func read(_ event: ServerSentEvent, into events: inout [ChatEvent]) throws(ProviderError) {
    if event.name == "error" { throw FailureClassifier.error(inStreamOf: provider, body: event.data) }
    if isForeign(event, known: ["message"]) { return }
    _ = try decode(event.data, into: &events)
  }

  mutating func readWhole(_ body: Data, into events: inout [ChatEvent]) throws(ProviderError) {
    if body.trimmingBlanks.first == UInt8(ascii: "[") { return try readList(body, into: &events) }
    let response = try decode(body, into: &events)
    guard response.candidates != nil || response.usageMetadata != nil else { throw malformed(provider, body) }
    events += finishEvents
  }

  mutating func finish(into events: inout [ChatEvent]) throws(ProviderError) {
    guard finishWord != nil else { throw .interrupted(ProviderFailure(provider: provider)) }
    events += finishEvents
  }

  /// A stream that was kept as a whole: the chunks one after the other in a list.
  private mutating func readList(_ body: Data, into events: inout [ChatEvent]) throws(ProviderError) {
    var splitter = JSONObjectSplitter(longestObject: body.count)
    var chunks: [ServerSentEvent] = []
    guard body.withUnsafeBytes({ splitter.feed($0, into: &chunks) }), !chunks.isEmpty else {
      throw malformed(provider, body)
    }
    for chunk in chunks { try read(chunk, into: &events) }
    try finish(into: &events)
  }

  private mutating func decode(
    _ data: Data, into events: inout [ChatEvent]
  ) throws(ProviderError) -> GeminiResponse {
    if data.trimmingBlanks.first == UInt8(ascii: "["), GeminiError.evidence(in: data) != nil {
      throw FailureClassifier.error(inStreamOf: provider, body: data)
    }
    guard let response = try? decoder.decode(GeminiResponse.self, from: data.repairingSurrogates) else {
      throw malformed(provider, data)
    }
    model = response.modelVersion ?? model
    events += self.events(of: response)
    if response.error != nil { throw FailureClassifier.error(inStreamOf: provider, body: data) }
    if let reason = response.promptFeedback?.blockReason, reason != "BLOCK_REASON_UNSPECIFIED" {
      events.append(.finished(.contentFilter))
      throw .contentRefused(ProviderFailure(provider: provider, providerCode: reason))
    }
    return response
  }

  private mutating func events(of response: GeminiResponse) -> [ChatEvent] {
    var events: [ChatEvent] = []
    if let candidate = response.candidates?.first(where: { ($0.index ?? 0) == 0 }) {
      for part in candidate.content?.parts ?? [] {
        guard let event = part.event(callNumber: callCount) else { continue }
        if part.functionCall != nil { callCount += 1 }
        events.append(event)
      }
      finishWord = candidate.finishReason ?? finishWord
    }
    if let counts = response.usageMetadata.flatMap({ TokenCounts($0) }) { events.append(.usage(counts)) }
    return events
  }

  private var finishEvents: [ChatEvent] {
    finishWord.map { [.finished(FinishReason(gemini: $0, hasCalls: callCount > 0))] } ?? []
  }
}
