import Core
import Foundation
import ModelGateway
import Testing

@Suite struct WholeAnswerTests {
  private func decode(_ body: String, _ provider: Provider) -> JSONValue {
    WireReport.decode(body: Data(body.utf8), provider: provider, isStream: false)
  }

  @Test(arguments: Provider.allCases)
  func membersThatAreNullMissingOrOfAnotherSortBreakNothing(provider: Provider) {
    let bodies = [
      #"{"choices":[{"message":{"content":"Hi","tool_calls":null,"refusal":null,"reasoning":7},"finish_reason":"stop"},"?"],"usage":{"prompt_tokens":"many"}}"#,
      #"{"content":[{"type":"text","text":"Hi"},{"type":"text"},7,{"type":"new","x":{}},null],"usage":null,"stop_reason":"end_turn"}"#,
      #"{"candidates":[{"content":{"parts":[{"text":"Hi"},{"text":7},null,{"new":1}]},"finishReason":"STOP","safetyRatings":"?"}],"usageMetadata":[]}"#,
    ]
    let body = provider == .anthropic ? bodies[1] : provider == .gemini ? bodies[2] : bodies[0]
    let report = decode(body, provider)
    #expect(report["error"] == .null)
    #expect(report["text"] == "Hi")
    #expect(report["finish_reason"] == "stop")
    #expect(report["tokens"] == .null)
  }

  @Test func contentMayBeAListOfParts() {
    let report = decode(
      #"{"choices":[{"message":{"content":[{"type":"text","text":"a"},{"type":"image_url"},{"type":"text","text":"b"}]}}]}"#,
      .local)
    #expect(report["text"] == "ab")
  }

  @Test func wholeCallsWithoutNumbersStayApart() {
    let report = decode(
      #"{"choices":[{"message":{"tool_calls":[{"id":"a","function":{"name":"f","arguments":"{}"}},{"id":"b","function":{"name":"g","arguments":"[1"}}]},"finish_reason":"tool_calls"}]}"#,
      .openai)
    #expect(report["tool_calls"]?.arrayValue?.count == 2)
    #expect(report["tool_calls"]?[1]?["arguments"] == "[1")
  }

  @Test(arguments: Provider.allCases)
  func whatIsNoAnswerIsMalformed(provider: Provider) {
    for body in ["", "<html>", "[]", "{}", "7", #"{"choices":"x"}"#, "{\"content\":"] {
      #expect(decode(body, provider)["error"]?["code"] == "provider.malformed_answer", "\(body)")
    }
  }

  @Test(arguments: [
    (Provider.openai, #"{"error":{"message":"x","code":"rate_limit_exceeded"}}"#),
    (.anthropic, #"{"type":"error","error":{"type":"rate_limit_error","message":"x"}}"#),
    (.gemini, #"[{"error":{"code":429,"message":"x","status":"RESOURCE_EXHAUSTED"}}]"#),
  ])
  func anErrorWithAGoodStatusIsTyped(provider: Provider, body: String) {
    #expect(decode(body, provider)["error"]?["code"] == "provider.rate_limited")
  }

  @Test func aBlockedQuestionIsRefused() {
    #expect(
      decode(#"{"promptFeedback":{"blockReason":"SAFETY"}}"#, .gemini)["error"]?["code"] == "provider.content_refused")
  }
}
