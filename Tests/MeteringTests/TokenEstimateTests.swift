import Core
import ModelGateway
import Testing

@testable import Metering

@Suite struct TokenEstimateTests {
  private let request = ChatRequest(model: "m", system: "12345678", turns: [.user("12345")])
  private let text = String(repeating: "word", count: 100)

  private func answer(_ text: String, _ tokens: TokenCounts?) -> ChatResponse {
    ChatResponse(parts: text.isEmpty ? [] : [.text(text)], tokens: tokens)
  }

  @Test func theProvidersOwnCountsAreTakenOverWhenTheCallEndedWell() {
    let counts = TokenCounts(input: 7, output: 3, cached: 2, reasoning: 1)
    #expect(TokenEstimate.counts(of: request, response: answer(text, counts), failed: false) == counts)
  }

  @Test func withoutCountsTheLengthOfTheTextIsAGuess() {
    let counts = TokenEstimate.counts(of: request, response: answer(text, nil), failed: false)
    #expect(counts == TokenCounts(input: 4, output: 100, isEstimate: true))
  }

  /// Anthropic's first event counts one token of output; the true number comes at the end.
  @Test func theFirstCountsOfABrokenCallAreNotBelieved() {
    let counts = TokenEstimate.counts(
      of: request, response: answer(text, TokenCounts(input: 25, output: 1)), failed: true)
    #expect(counts == TokenCounts(input: 25, output: 100, isEstimate: true))
  }

  @Test func aBrokenCallNeverCountsLessThanTheProviderSaid() {
    let counts = TokenEstimate.counts(
      of: request, response: answer("word", TokenCounts(input: 25, output: 90)), failed: true)
    #expect(counts.output == 90 && counts.isEstimate)
  }

  @Test func aCallThatFailedBeforeAnyOutputUsedNothing() {
    #expect(
      TokenEstimate.counts(of: request, response: answer("", nil), failed: true) == TokenCounts(isEstimate: true))
  }
}
