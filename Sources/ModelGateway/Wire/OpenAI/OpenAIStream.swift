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

  mutating func read(_ event: ServerSentEvent) throws(ProviderError) -> [ChatEvent] {
    if event.data.trimmingBlanks.elementsEqual("[DONE]".utf8) {
      hasEnded = true
      return []
    }
    if event.name == "error" { throw FailureClassifier.error(inStreamOf: provider, body: event.data) }
    let response = try decode(event.data)
    // An answer that came whole although a stream was wanted has no end marker.
    hasEnded = response.choices?.contains { $0.message != nil } ?? false
    return mapping.events(of: response)
  }

  mutating func readWhole(_ body: Data) throws(ProviderError) -> [ChatEvent] {
    let response = try decode(body)
    guard response.choices != nil else { throw malformed(provider, body) }
    return mapping.events(of: response)
  }

  mutating func finish() throws(ProviderError) -> [ChatEvent] {
    // Some local servers close the connection instead of sending `[DONE]`.
    guard hasEnded || (provider == .local && mapping.isFinished) else {
      throw .interrupted(ProviderFailure(provider: provider))
    }
    return []
  }

  private mutating func decode(_ data: Data) throws(ProviderError) -> OpenAIResponse {
    guard let response = try? decoder.decode(OpenAIResponse.self, from: data) else { throw malformed(provider, data) }
    if response.error != nil { throw FailureClassifier.error(inStreamOf: provider, body: data) }
    model = response.model ?? model
    return response
  }
}
