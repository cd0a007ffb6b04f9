import Core
import Foundation
import ModelGateway
import Testing

@Suite struct OpenAIStreamTests {
  @Test func textReasoningAndCountsComeTogether() {
    let stream = """
      : keep-alive

      data: {"model":"gpt-x","choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null}]}

      data: {"choices":[{"index":0,"delta":{"reasoning_content":"Hm"}}]}

      data: {"choices":[{"index":0,"delta":{"reasoning":"m."}}]}

      data: {"choices":[{"index":0,"delta":{"content":"Größe ☀️"}}],"surprise":{"a":[1]}}

      data: {"choices":[{"index":1,"delta":{"content":"another choice"}}]}

      data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":null}

      data: {"choices":[],"usage":{"prompt_tokens":7,"completion_tokens":9,"prompt_tokens_details":{"cached_tokens":3},"completion_tokens_details":{"reasoning_tokens":4}}}

      data: [DONE]


      """
    let result = decodeEverywhere(stream, of: .openai)
    #expect(result.error == nil)
    #expect(result.answer.text == "Größe ☀️")
    #expect(result.answer.reasoning == "Hmm.")
    #expect(result.answer.finishReason == .stop)
    #expect(result.answer.tokens == TokenCounts(input: 7, output: 9, cached: 3, reasoning: 4))
  }

  @Test func callsThatArriveInPiecesAndMixedOrderAreKeptApart() {
    let stream = """
      data: {"choices":[{"delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"one","arguments":""}},{"index":1,"id":"b","function":{"name":"two","arguments":"{"}}]}}]}

      data: {"choices":[{"delta":{"tool_calls":[{"index":1,"function":{"arguments":"}"}},{"index":0,"id":"","function":{"name":"","arguments":"{\\"x\\":1}"}}]}}]}

      data: {"choices":[{"delta":{},"finish_reason":"tool_calls"}]}

      data: [DONE]


      """
    let result = decodeEverywhere(stream, of: .groq)
    #expect(
      result.answer.toolCalls == [
        ToolCall(id: "a", name: "one", arguments: #"{"x":1}"#), ToolCall(id: "b", name: "two", arguments: "{}"),
      ])
    #expect(result.answer.finishReason == .toolCalls)
  }

  @Test func callsWithoutNumbersAreToldApartByTheirIds() {
    let stream = """
      data: {"choices":[{"delta":{"tool_calls":[{"id":"a","function":{"name":"one","arguments":{"x":1}}}]}}]}

      data: {"choices":[{"delta":{"tool_calls":[{"id":"b","function":{"name":"two","arguments":"{}"}}]},"finish_reason":"tool_calls"}]}


      """
    let result = decodeEverywhere(stream, of: .local)
    #expect(result.error == nil)
    #expect(result.answer.toolCalls.map(\.name) == ["one", "two"])
    #expect(result.answer.toolCalls.first?.arguments == #"{"x":1}"#)
  }

  @Test func aRefusalIsTextAndToldApart() {
    let stream = """
      data: {"choices":[{"delta":{"refusal":"I can't"}}]}

      data: {"choices":[{"delta":{"refusal":" help."},"finish_reason":"stop"}]}

      data: [DONE]


      """
    let result = decodeEverywhere(stream, of: .openai)
    #expect(result.answer.text == "I can't help.")
    #expect(result.answer.finishReason == .refusal)
  }

  @Test(arguments: [
    #"data: {"error":{"message":"x","type":"server_error","code":null}}"#,
    "event: error\n" + #"data: {"message":"x","type":"server_error"}"#,
    "event: error\n" + #"data: {"error":"boom"}"#,
  ])
  func anErrorInTheMiddleIsTyped(event: String) {
    let result = decodeEverywhere(goodChunk + event + "\n\n" + goodChunk, of: .openai)
    #expect(result.events == [.textDelta("Hello")])
    #expect(result.error?.code == "provider.unavailable")
  }

  @Test(arguments: [#""over capacity""#, #"{"message":"over capacity","type":"internal_server_error"}"#])
  func whyGroqStoppedAStreamIsAnErrorWithWhatCameBefore(error: String) {
    let stop =
      #"data: {"choices":[{"index":0,"delta":{"content":"!"}}],"x_groq":{"id":"r","error":\#(error),"usage":{"prompt_tokens":3,"completion_tokens":2}}}"#
    let result = decodeEverywhere(goodChunk + stop + "\n\ndata: [DONE]\n\n", of: .groq)
    #expect(result.error?.code == "provider.overloaded")
    #expect(result.answer.text == "Hello!")
    #expect(result.answer.tokens == TokenCounts(input: 3, output: 2))
  }

  @Test func anEmptyErrorBesideAnAnswerIsNone() {
    let chunk = #"data: {"choices":[{"delta":{"content":"!"}}],"error":null,"x_groq":{"id":"r","error":""}}"#
    let result = decodeEverywhere(goodChunk + chunk + "\n\ndata: [DONE]\n\n", of: .groq)
    #expect(result.error == nil)
    #expect(result.answer.text == "Hello!")
  }

  @Test func callsWithoutNumbersAndIdsAreToldApartByTheirNames() {
    let stream = """
      data: {"choices":[{"delta":{"tool_calls":[{"function":{"name":"one","arguments":""}}]}}]}

      data: {"choices":[{"delta":{"tool_calls":[{"function":{"arguments":"{\\"x\\":1}"}}]}}]}

      data: {"choices":[{"delta":{"tool_calls":[{"function":{"name":"one","arguments":"{}"}}]},"finish_reason":"tool_calls"}]}


      """
    let result = decodeEverywhere(stream, of: .local)
    #expect(
      result.answer.toolCalls == [
        ToolCall(name: "one", arguments: #"{"x":1}"#), ToolCall(name: "one", arguments: "{}"),
      ])
  }

  @Test func whatKeepsAConnectionAliveIsNoPartOfTheAnswer() {
    let alive = "event: keepalive\ndata: ping\n\nevent: tick\ndata: [1]\n\nevent: new\ndata: {\"a\":1}\n\n"
    for (provider, end) in [(Provider.openai, "data: [DONE]\n\n"), (.local, "data: [DONE]\n\n")] {
      let result = decodeEverywhere(goodChunk + alive + end, of: provider)
      #expect(result.error == nil)
      #expect(result.answer.text == "Hello")
    }
  }

  @Test func halvesOfAnEmojiAreReplacedAndTheRestOfTheTextIsKept() {
    let stream =
      #"data: {"choices":[{"delta":{"content":"abc\ud83d"}}]}"# + "\n\n"
      + #"data: {"choices":[{"delta":{"content":"\ude00 \uD83D\uDE00 \\ud83d "}}]}"# + "\n\ndata: [DONE]\n\n"
    let result = decodeEverywhere(stream, of: .openai)
    #expect(result.error == nil)
    #expect(result.answer.text == "abc\u{fffd}\u{fffd} \u{1f600} \\ud83d ")
  }

  @Test(arguments: ["a\\x", "a\u{1}b", "a\nb", "a\\u12"])
  func aTextThatIsNoJSONIsMalformedAndNeverLeftOut(text: String) {
    for member in ["content", "reasoning", "reasoning_content", "refusal"] {
      let body = #"{"choices":[{"message":{"\#(member)":"\#(text)"},"finish_reason":"stop"}]}"#
      let report = WireReport.decode(body: Data(body.utf8), provider: .openai, isStream: false)
      #expect(report["error"]?["code"] == "provider.malformed_answer", "\(member)")
    }
    let call = #"{"choices":[{"message":{"tool_calls":[{"function":{"name":"f","arguments":"\#(text)"}}]}}]}"#
    let bodies: [(Provider, String)] = [
      (.openai, call), (.anthropic, #"{"content":[{"type":"text","text":"\#(text)"}]}"#),
      (.anthropic, #"{"content":[{"type":"tool_use","name":"f","input":{"a":"\#(text)"}}]}"#),
      (.gemini, #"{"candidates":[{"content":{"parts":[{"text":"\#(text)"}]}}]}"#),
      (.gemini, #"{"candidates":[{"content":{"parts":[{"functionCall":{"name":"f","args":{"a":"\#(text)"}}}]}}]}"#),
    ]
    for (provider, body) in bodies {
      let report = WireReport.decode(body: Data(body.utf8), provider: provider, isStream: false)
      #expect(report["error"]?["code"] == "provider.malformed_answer", "\(body)")
    }
  }

  @Test func groqsFailedToolUseIsAnInvalidRequestWithWhatTheModelWrote() {
    let event =
      #"data: {"error":{"message":"Failed to call a function","type":"invalid_request_error","code":"tool_use_failed","failed_generation":"<function=x>","status_code":400}}"#
    let result = decodeEverywhere(goodChunk + event + "\n\n", of: .groq)
    #expect(result.error?.code == "provider.invalid_request")
    #expect(result.error?.failure.providerCode == "tool_use_failed")
    #expect(result.error?.failure.failedGeneration?.raw == "<function=x>")
  }

  @Test func aWholeAnswerInPlaceOfAStreamIsRead() {
    let result = decodeEverywhere(" \n" + goodAnswer, of: .openai)
    #expect(result.error == nil)
    #expect(result.answer.text == "Hello")
    #expect(result.answer.tokens == TokenCounts(input: 1, output: 2))
  }

  @Test func onlyALocalServerMayEndWithoutTheMarker() {
    let stream = goodChunk + #"data: {"choices":[{"delta":{},"finish_reason":"length"}]}"# + "\n\n"
    #expect(decodeEverywhere(stream, of: .local).error == nil)
    #expect(decodeEverywhere(stream, of: .openai).error?.code == "provider.interrupted")
    #expect(decodeEverywhere(goodChunk, of: .local).error?.code == "provider.interrupted")
    #expect(decodeEverywhere("", of: .openai).error?.code == "provider.interrupted")
  }

  @Test func dataThatIsNoJSONIsMalformedAndDataThatWasCutOffIsInterrupted() {
    #expect(decodeEverywhere(goodChunk + "data: {oops\n\n", of: .openai).error?.code == "provider.malformed_answer")
    #expect(decodeEverywhere(goodChunk + "data: {\"choices\":[{", of: .openai).error?.code == "provider.interrupted")
  }

  @Test func theMarkerCountsWithoutItsEmptyLine() {
    #expect(decodeEverywhere(goodChunk + "data: [DONE]", of: .openai).error == nil)
    #expect(decodeEverywhere(goodChunk + "data:[DONE] \r\n", of: .openai).error == nil)
  }
}
