import Core
import Foundation
import Testing

/// The checks for recordings hold for kinds of answers of which there may be no recording at hand.
@Suite struct ExpectationTests {
  private static func stream(_ provider: Provider, _ events: String..., end: String = "") -> Recording {
    Recording(
      name: "stream", provider: provider, isStream: true, status: 200,
      body: Data((events.map { "data: \($0)\r\n\r\n" }.joined() + end).utf8))
  }

  private static func whole(_ provider: Provider, _ body: String, status: Int = 200) -> Recording {
    Recording(name: "whole", provider: provider, isStream: false, status: status, body: Data(body.utf8))
  }

  private static let done = "data: [DONE]\n\n"

  static let good: [Recording] = [
    stream(.openai, #"{"choices":[{"delta":{"content":"a"}}]}"#, #"{"error":{"message":"x","type":"server_error"}}"#),
    stream(
      .groq, #"{"choices":[{"delta":{"content":"a"}}]}"#,
      #"{"choices":[{"delta":{}}],"x_groq":{"error":"over capacity"}}"#,
      end: done),
    stream(.anthropic, #"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#),
    stream(
      .gemini, #"{"candidates":[{"content":{"parts":[{"text":"a"}]},"finishReason":"STOP"}]}"#,
      #"{"error":{"code":503,"status":"UNAVAILABLE","message":"x"}}"#),
    stream(.openai, #"{"choices":[{"delta":{"content":"a"}}]}"#),
    whole(.openai, #"{"choices":[{"message":{"content":null,"refusal":"No."},"finish_reason":"stop"}]}"#),
    whole(.openai, #"{"choices":[{"index":1,"message":{"content":"x"},"finish_reason":"stop"}],"usage":{}}"#),
    whole(
      .openai,
      #"{"choices":[{"message":{"content":[{"type":"text","text":"a"},{"type":"refusal","refusal":"b"}]},"finish_reason":"stop"}]}"#
    ),
    whole(
      .groq,
      #"{"choices":[{"message":{"content":null,"function_call":{"name":"f","arguments":"{\"a\":1}"}},"finish_reason":"function_call"}]}"#
    ),
    whole(.gemini, #"{"candidates":[{"content":{"parts":[{"inlineData":{"data":"AA"}}]},"finishReason":"STOP"}]}"#),
    whole(.gemini, #"{"candidates":[{"finishReason":"SAFETY"}],"usageMetadata":{"promptTokenCount":3}}"#),
    whole(.gemini, #"{"candidates":[{"finishReason":"MALFORMED_FUNCTION_CALL"}]}"#),
    whole(.gemini, #"{"promptFeedback":{"blockReason":"OTHER"},"usageMetadata":{"promptTokenCount":3}}"#),
    whole(
      .anthropic,
      #"{"type":"message","content":[],"stop_reason":"refusal","usage":{"input_tokens":1,"output_tokens":2}}"#),
    whole(.anthropic, #"{"type":"message","content":[],"stop_reason":"model_context_window_exceeded"}"#),
    whole(.anthropic, #"{"type":"error","error":{"type":"api_error","message":"x"}}"#),
  ]

  static let refused: [Recording] = [
    whole(
      .openai,
      #"{"error":{"message":"Rate limit reached for requests","type":"requests","code":"rate_limit_exceeded"}}"#,
      status: 429),
    whole(.openai, #"{"error":{"message":"Incorrect API key provided: x","code":"invalid_api_key"}}"#, status: 401),
    whole(.anthropic, #"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#, status: 529),
    whole(
      .gemini,
      #"{"error":{"code":400,"message":"API key not valid.","status":"INVALID_ARGUMENT","details":[{"reason":"API_KEY_INVALID"}]}}"#,
      status: 400
    ),
    whole(.groq, "<html>Access denied</html>", status: 403),
  ]

  @Test(arguments: good) func anAnswerOfEveryKindPassesTheChecks(recording: Recording) throws {
    try expectWhatItsJSONSays(recording)
    if recording.isStream { #expect(firstHarmfulCut(of: Array(recording.body), provider: recording.provider) == nil) }
  }

  @Test(arguments: refused) func aRefusalOfEveryKindPassesTheChecks(recording: Recording) throws {
    try expectRefusal(recording)
  }
}
