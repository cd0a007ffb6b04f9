import Core
import Foundation
import ModelGateway
import Testing

@Suite struct AnthropicStreamTests {
  private func stream(_ events: String...) -> String {
    events.map { event in
      let type = event.dropFirst(9).prefix { $0 != "\"" }
      return "event: \(type)\r\ndata: \(event)\r\n\r\n"
    }.joined()
  }

  private let start =
    #"{"type":"message_start","message":{"model":"claude-x","usage":{"input_tokens":10,"cache_creation_input_tokens":5,"cache_read_input_tokens":3,"output_tokens":1}}}"#
  private let stop = #"{"type":"message_stop"}"#

  @Test func thinkingTextAndCallsAreTheAnswerAndServerToolsAreNot() {
    let text = stream(
      start, #"{"type":"ping"}"#,
      #"{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":""}}"#,
      #"{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Hm."}}"#,
      #"{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"abc"}}"#,
      #"{"type":"content_block_start","index":1,"content_block":{"type":"redacted_thinking","data":"x"}}"#,
      #"{"type":"content_block_start","index":2,"content_block":{"type":"server_tool_use","id":"s","name":"web_search","input":{}}}"#,
      #"{"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{\"query\":1}"}}"#,
      #"{"type":"content_block_stop","index":2}"#,
      #"{"type":"content_block_start","index":3,"content_block":{"type":"web_search_tool_result","content":[{"type":"web_search_result"}]}}"#,
      #"{"type":"content_block_start","index":4,"content_block":{"type":"text","text":"A"}}"#,
      #"{"type":"content_block_delta","index":4,"delta":{"type":"text_delta","text":"nswer"}}"#,
      #"{"type":"content_block_delta","index":4,"delta":{"type":"citations_delta","citation":{"type":"x"}}}"#,
      #"{"type":"content_block_start","index":5,"content_block":{"type":"tool_use","id":"t1","name":"look","input":{}}}"#,
      #"{"type":"content_block_delta","index":5,"delta":{"type":"input_json_delta","partial_json":""}}"#,
      #"{"type":"content_block_delta","index":5,"delta":{"type":"input_json_delta","partial_json":"{\"a\""}}"#,
      #"{"type":"content_block_delta","index":5,"delta":{"type":"input_json_delta","partial_json":":1}"}}"#,
      #"{"type":"content_block_stop","index":5}"#,
      #"{"type":"content_block_start","index":6,"content_block":{"type":"tool_use","id":"t2","name":"now","input":{}}}"#,
      #"{"type":"content_block_stop","index":6}"#,
      #"{"type":"content_block_start","index":7,"content_block":{"type":"tool_use","id":"t3","name":"given","input":{"b":2}}}"#,
      #"{"type":"content_block_stop","index":7}"#,
      #"{"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"input_tokens":null,"output_tokens":42,"output_tokens_details":{"thinking_tokens":6}}}"#,
      #"{"type":"invented_next_year","index":{}}"#, stop)
    let result = decodeEverywhere(text, of: .anthropic)
    #expect(result.error == nil)
    #expect(result.answer.reasoning == "Hm.")
    #expect(result.answer.text == "Answer")
    #expect(
      result.answer.toolCalls == [
        ToolCall(id: "t1", name: "look", arguments: #"{"a":1}"#), ToolCall(id: "t2", name: "now", arguments: "{}"),
        ToolCall(id: "t3", name: "given", arguments: #"{"b":2}"#),
      ])
    #expect(result.answer.finishReason == .toolCalls)
    #expect(result.answer.tokens == TokenCounts(input: 18, output: 42, cached: 3, reasoning: 6))
  }

  @Test func anErrorEventEndsTheStreamWithItsType() {
    let text = stream(start, #"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#, stop)
    let result = decodeEverywhere(text, of: .anthropic)
    #expect(result.error?.code == "provider.overloaded")
    #expect(result.events == [.usage(TokenCounts(input: 18, output: 1, cached: 3))])
  }

  @Test func anErrorWithoutATypeAroundItIsTyped() {
    let body = #"{"error":{"type":"overloaded_error","message":"x"}}"#
    let result = decodeEverywhere("data: \(body)\n\n" + stream(stop), of: .anthropic)
    #expect(result.error?.code == "provider.overloaded")
    let report = WireReport.decode(body: Data(body.utf8), provider: .anthropic, isStream: false)
    #expect(report["error"]?["code"] == "provider.overloaded")
  }

  @Test func anEventOfAnUnknownNameWithoutAnObjectIsIgnored() {
    let text = stream(start) + "event: newthing\r\ndata: hello\r\n\r\n" + stream(stop)
    #expect(decodeEverywhere(text, of: .anthropic).error == nil)
    let known = stream(start) + "event: message_delta\r\ndata: hello\r\n\r\n" + stream(stop)
    #expect(decodeEverywhere(known, of: .anthropic).error?.code == "provider.malformed_answer")
  }

  @Test func aStreamWithoutItsStopIsInterrupted() {
    #expect(decodeEverywhere(stream(start), of: .anthropic).error?.code == "provider.interrupted")
  }

  @Test func aWholeMessageInPlaceOfAStreamIsRead() {
    let message =
      #"{"type":"message","content":[{"type":"text","text":"Hi"}],"stop_reason":"end_turn","usage":{"input_tokens":1,"output_tokens":2}}"#
    let result = decodeEverywhere(message, of: .anthropic)
    #expect(result.error == nil)
    #expect(result.answer.text == "Hi")
  }

  @Test(arguments: [
    ("end_turn", FinishReason.stop), ("stop_sequence", .stop), ("max_tokens", .length),
    ("model_context_window_exceeded", .length), ("tool_use", .toolCalls), ("refusal", .refusal), ("pause_turn", .pause),
    ("compaction", .other("compaction")),
  ])
  func everyStopReasonHasItsMeaning(word: String, reason: FinishReason) {
    let text = stream(start, #"{"type":"message_delta","delta":{"stop_reason":"\#(word)"}}"#, stop)
    #expect(decodeEverywhere(text, of: .anthropic).answer.finishReason == reason)
  }
}
