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

  mutating func read(_ event: ServerSentEvent) throws(ProviderError) -> [ChatEvent] {
    if event.name == "error" { throw FailureClassifier.error(inStreamOf: provider, body: event.data) }
    return events(of: try decode(event.data))
  }

  mutating func readWhole(_ body: Data) throws(ProviderError) -> [ChatEvent] {
    let response = try decode(body)
    guard response.candidates != nil || response.usageMetadata != nil else { throw malformed(provider, body) }
    return events(of: response) + finishEvents
  }

  mutating func finish() throws(ProviderError) -> [ChatEvent] {
    guard finishWord != nil else { throw .interrupted(ProviderFailure(provider: provider)) }
    return finishEvents
  }

  private mutating func decode(_ data: Data) throws(ProviderError) -> GeminiResponse {
    if data.trimmingBlanks.first == UInt8(ascii: "["), GeminiError.evidence(in: data) != nil {
      throw FailureClassifier.error(inStreamOf: provider, body: data)
    }
    guard let response = try? decoder.decode(GeminiResponse.self, from: data) else { throw malformed(provider, data) }
    if response.error != nil { throw FailureClassifier.error(inStreamOf: provider, body: data) }
    if let reason = response.promptFeedback?.blockReason, reason != "BLOCK_REASON_UNSPECIFIED" {
      throw .contentRefused(ProviderFailure(provider: provider, providerCode: reason))
    }
    model = response.modelVersion ?? model
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
