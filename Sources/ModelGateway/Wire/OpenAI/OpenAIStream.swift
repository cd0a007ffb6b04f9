import Core
import Foundation

/// Reads chat completions of OpenAI, Groq and compatible servers: chunks that end with `[DONE]`, and whole answers.
struct OpenAIReader: WireReader {
  private let provider: Provider
  private let decoder = JSONDecoder()
  private(set) var model: String?
  private(set) var hasEnded = false
  private var mapping = OpenAIEventMapping()

  init(provider: Provider) { self.provider = provider }

  mutating func read(_ event: ServerSentEvent, into events: inout [ChatEvent]) throws(ProviderError) {
    if event.data.trimmingBlanks.elementsEqual("[DONE]".utf8) {
      hasEnded = true
      return
    }
    if event.name == "error" { throw FailureClassifier.error(inStreamOf: provider, body: event.data) }
    if isForeign(event, known: ["message"]) { return }
    let response = try decode(event.data, into: &events)
    // An answer that came whole although a stream was wanted has no end marker.
    hasEnded = response.choices?.contains { $0.message != nil } ?? false
  }

  mutating func readWhole(_ body: Data, into events: inout [ChatEvent]) throws(ProviderError) {
    let response = try decode(body, into: &events)
    guard response.choices != nil else { throw malformed(provider, body) }
  }

  mutating func finish(into events: inout [ChatEvent]) throws(ProviderError) {
    // Some local servers close the connection instead of sending `[DONE]`.
    guard hasEnded || (provider == .local && mapping.isFinished) else {
      throw .interrupted(ProviderFailure(provider: provider))
    }
  }

  private mutating func decode(
    _ data: Data, into events: inout [ChatEvent]
  ) throws(ProviderError) -> OpenAIResponse {
    guard let response = try? decoder.decode(OpenAIResponse.self, from: data.repairingSurrogates) else {
      throw malformed(provider, data)
    }
    model = response.model ?? model
    events += mapping.events(of: response)
    if let failure = response.failure {
      throw FailureClassifier.error(inStreamOf: provider, evidence: failure.evidence, body: data)
    }
    return response
  }
}
