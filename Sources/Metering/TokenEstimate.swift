import Core
import ModelGateway

/// A guess for calls whose provider sent no counts, marked as a guess (C9).
enum TokenEstimate {
  /// About four bytes of English text make a token (OpenAI's rule of thumb).
  private static let bytesPerToken = 4

  static func of(_ request: ChatRequest, response: ChatResponse, failed: Bool) -> TokenCounts {
    let output = tokens(in: response.parts)
    // A call that failed before any output was most likely not counted by the provider at all.
    guard !failed || output > 0 else { return TokenCounts(isEstimate: true) }
    let input = request.turns.reduce((request.system?.utf8.count ?? 0) / bytesPerToken) { $0 + tokens(in: $1.parts) }
    return TokenCounts(input: input, output: output, isEstimate: true)
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
