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

  @Test func aBlockedQuestionIsRefusedAndCounted() {
    let report = decode(
      #"{"promptFeedback":{"blockReason":"SAFETY"},"usageMetadata":{"promptTokenCount":9},"modelVersion":"g"}"#, .gemini
    )
    #expect(report["error"]?["code"] == "provider.content_refused")
    #expect(report["finish_reason"] == "content_filter")
    #expect(report["tokens"]?["input"] == 9)
    #expect(report["model"] == "g")
  }

  @Test func callsWithoutNumbersAndIdsAreAsManyAsTheyAre() {
    let report = decode(
      #"{"choices":[{"message":{"tool_calls":[{"function":{"name":"f","arguments":"{}"}},{"function":{"name":"g","arguments":"{}"}}]}}]}"#,
      .local)
    #expect(report["tool_calls"]?.arrayValue?.map { $0["name"] } == ["f", "g"])
  }

  @Test(arguments: [
    (#"{"content":null,"audio":{"transcript":"spoken"}}"#, "spoken", "", "stop"),
    (#"{"content":"a","reasoning":"","reasoning_content":"r"}"#, "a", "r", "stop"),
    (#"{"content":[{"type":"refusal","refusal":"no"}]}"#, "no", "", "refusal"),
  ])
  func textIsFoundWhereverServersPutIt(message: String, text: String, reasoning: String, finish: String) {
    let report = decode(#"{"choices":[{"message":\#(message),"finish_reason":"stop"}]}"#, .openai)
    #expect(report["text"]?.stringValue == text)
    #expect(report["reasoning"]?.stringValue == reasoning)
    #expect(report["finish_reason"]?.stringValue == finish)
  }

  @Test(arguments: [
    (
      Provider.openai,
      #"{"choices":[],"usage":{"prompt_tokens":9223372036854775807,"completion_tokens":-5,"prompt_tokens_details":{"cached_tokens":-1}}}"#
    ),
    (
      .anthropic,
      #"{"content":[],"usage":{"input_tokens":9223372036854775807,"cache_read_input_tokens":-9223372036854775808,"output_tokens":-5}}"#
    ),
    (
      .gemini,
      #"{"candidates":[],"usageMetadata":{"promptTokenCount":9223372036854775807,"toolUsePromptTokenCount":-1,"candidatesTokenCount":-5}}"#
    ),
  ])
  func countsThatNoCallCanHaveBecomeBelievableEstimates(provider: Provider, body: String) {
    let tokens = decode(body, provider)["tokens"]
    #expect(tokens?["input"] == 1_000_000_000)
    #expect(tokens?["output"] == 0)
    #expect(tokens?["cached"] == 0)
    #expect(tokens?["is_estimate"] == true)
  }

  @Test func believableCountsAreTheProvidersOwnWord() {
    let tokens = decode(#"{"choices":[],"usage":{"prompt_tokens":1000000000,"completion_tokens":0}}"#, .openai)[
      "tokens"]
    #expect(tokens?["input"] == 1_000_000_000)
    #expect(tokens?["is_estimate"] == nil)
  }
}
