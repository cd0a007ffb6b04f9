import Core
import ModelGateway

/// A guess for calls whose provider sent no counts, or not the last ones; marked as a guess (C9).
enum TokenEstimate {
  /// About four bytes of English text make a token (OpenAI's rule of thumb).
  private static let bytesPerToken = 4

  /// The counts to record: the provider's own when the call ended well; otherwise, since a provider's first counts name
  /// about one token of output, at least what was seen.
  static func counts(of request: ChatRequest, response: ChatResponse, failed: Bool) -> TokenCounts {
    guard var reported = response.tokens else { return guess(request, response: response, failed: failed) }
    guard failed else { return reported }
    reported.output = max(reported.output, tokens(in: response.parts))
    reported.isEstimate = true
    return reported
  }

  static func input(of request: ChatRequest) -> Int {
    request.turns.reduce((request.system?.utf8.count ?? 0) / bytesPerToken) { $0 + tokens(in: $1.parts) }
  }

  private static func guess(_ request: ChatRequest, response: ChatResponse, failed: Bool) -> TokenCounts {
    let output = tokens(in: response.parts)
    // A call that failed before any output was most likely not counted by the provider at all.
    guard !failed || output > 0 else { return TokenCounts(isEstimate: true) }
    return TokenCounts(input: input(of: request), output: output, isEstimate: true)
  }

  private static func tokens(in parts: [ChatPart]) -> Int {
    parts.reduce(0) { sum, part in
      switch part {
      case .text(let text), .reasoning(let text): sum + (text.utf8.count + bytesPerToken - 1) / bytesPerToken
      case .toolCall(let call): sum + (call.arguments.utf8.count + bytesPerToken - 1) / bytesPerToken
      case .toolResult: sum
      }
    }
  }
}
