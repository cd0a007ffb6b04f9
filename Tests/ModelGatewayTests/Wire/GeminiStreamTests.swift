import Core
import Foundation
import ModelGateway
import Testing

@Suite struct GeminiStreamTests {
  private let chunks = [
    #"{"candidates":[{"content":{"parts":[{"text":"Thinking","thought":true}],"role":"model"},"index":0}],"usageMetadata":{"promptTokenCount":8},"modelVersion":"g"}"#,
    #"{"candidates":[{"content":{"parts":[{"text":"It is {\"odd\"} \\ ","thoughtSignature":"x"},{"inlineData":{"data":"AA"}},{"executableCode":{"code":"1"}}]}}]}"#,
    #"{"candidates":[{"content":{"parts":[{"functionCall":{"name":"a","args":{"x":[1,2]}}},{"functionCall":{"id":"i","name":"b"}}]}}]}"#,
    #"{"candidates":[{"content":{},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":8,"toolUsePromptTokenCount":2,"candidatesTokenCount":5,"thoughtsTokenCount":7,"cachedContentTokenCount":3}}"#,
  ]

  private var events: String { chunks.map { "data: \($0)\r\n\r\n" }.joined() }
  private var list: String { "[" + chunks.joined(separator: "\n,\r\n") + "]" }

  @Test func partsOfEverySortFindTheirPlace() {
    let result = decodeEverywhere(events, of: .gemini)
    #expect(result.error == nil)
    #expect(result.answer.reasoning == "Thinking")
    #expect(result.answer.text == #"It is {"odd"} \ "#)
    #expect(
      result.answer.toolCalls == [
        ToolCall(name: "a", arguments: #"{"x":[1,2]}"#), ToolCall(id: "i", name: "b", arguments: "{}"),
      ])
    #expect(result.answer.finishReason == .toolCalls)
    #expect(result.answer.tokens == TokenCounts(input: 10, output: 12, cached: 3, reasoning: 7))
  }

  @Test func aListInPlaceOfEventsGivesTheSame() {
    #expect(decodeEverywhere(list, of: .gemini).events == decodeEverywhere(events, of: .gemini).events)
  }

  @Test func aListThatIsReadAsAWholeAnswerGivesTheSame() {
    let report = WireReport.decode(body: Data(list.utf8), provider: .gemini, isStream: false)
    #expect(report["error"] == .null)
    #expect(report["text"] == #"It is {"odd"} \ "#)
    #expect(report["tokens"]?["output"] == 12)
    #expect(report["finish_reason"] == "tool_calls")
  }

  @Test func anErrorInsideAListIsTyped() {
    let text = "[" + chunks[0] + "," + #"{"error":{"code":503,"message":"busy","status":"UNAVAILABLE"}}"# + "]"
    let result = decodeEverywhere(text, of: .gemini)
    #expect(result.error?.code == "provider.overloaded")
    #expect(result.events.first == .reasoningDelta("Thinking"))
  }

  @Test func anErrorInsideAnEventIsTypedWithAndWithoutAList() {
    let error = #"{"error":{"code":500,"message":"x","status":"INTERNAL"}}"#
    for text in ["data: \(error)\n\n", "data: [\(error)]\n\n"] {
      #expect(decodeEverywhere(text, of: .gemini).error?.code == "provider.unavailable")
    }
  }

  @Test func aBlockedQuestionIsRefused() {
    let blocked =
      #"data: {"promptFeedback":{"blockReason":"PROHIBITED_CONTENT"},"usageMetadata":{"promptTokenCount":4}}"# + "\n\n"
    let result = decodeEverywhere(blocked, of: .gemini)
    #expect(result.error?.code == "provider.content_refused")
    #expect(result.error?.failure.providerCode == "PROHIBITED_CONTENT")
    #expect(result.answer.tokens == TokenCounts(input: 4))
    #expect(result.answer.finishReason == .contentFilter)
  }

  @Test func aStreamWithoutAFinishReasonIsInterrupted() {
    let text = chunks.dropLast().map { "data: \($0)\n\n" }.joined()
    #expect(decodeEverywhere(text, of: .gemini).error?.code == "provider.interrupted")
    #expect(decodeEverywhere("[" + chunks[0] + ",{\"candi", of: .gemini).error?.code == "provider.interrupted")
  }

  @Test(arguments: [
    ("STOP", FinishReason.stop), ("MAX_TOKENS", .length), ("SAFETY", .contentFilter), ("RECITATION", .contentFilter),
    ("PROHIBITED_CONTENT", .contentFilter), ("SPII", .contentFilter), ("BLOCKLIST", .contentFilter),
    ("MALFORMED_FUNCTION_CALL", .other("malformed_function_call")), ("OTHER", .other("other")),
  ])
  func everyFinishReasonHasItsMeaning(word: String, reason: FinishReason) {
    let text = #"data: {"candidates":[{"finishReason":"\#(word)"}]}"# + "\n\n"
    #expect(decodeEverywhere(text, of: .gemini).answer.finishReason == reason)
  }
}
