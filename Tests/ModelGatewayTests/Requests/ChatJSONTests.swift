import Core
import Foundation
import ModelGateway
import Testing

@Suite struct ChatJSONTests {
  private func read(_ text: String) throws -> ChatRequest {
    try JSONDecoder().decode(ChatRequest.self, from: Data(text.utf8))
  }

  @Test func ourOwnFormIsReadAndWrittenBackTheSame() throws {
    let text = #"""
      {"system":"s","turns":[{"role":"user","parts":[{"type":"text","text":"q"}]},
       {"role":"assistant","parts":[{"type":"reasoning","text":"r"},{"type":"tool_call","id":"1","name":"f","arguments":{"a":1}}]},
       {"role":"tool","parts":[{"type":"tool_result","call_id":"1","content":"ok","is_error":true}]}],
       "temperature":0.5,"max_tokens":9,"stop":["x"],"tools":[{"name":"f"}],"stream":true,"unknown":1}
      """#
    let chat = try read(text)
    #expect(chat.turns.count == 3)
    #expect(chat.turns[1].parts == [.reasoning("r"), .toolCall(ToolCall(id: "1", name: "f", arguments: #"{"a":1}"#))])
    #expect(chat.turns[2].parts == [.toolResult(ToolResult(callID: "1", name: "f", content: "ok", isError: true))])
    #expect(chat.temperature == 0.5)
    #expect(chat.maxTokens == 9)
    #expect(chat.isStream)
    let written = try JSONEncoder().encode(chat)
    #expect(try JSONDecoder().decode(ChatRequest.self, from: written) == chat)
  }

  @Test func openAIsFormIsReadToo() throws {
    let text = #"""
      {"model":"m","messages":[{"role":"system","content":"a"},{"role":"developer","content":"b"},
       {"role":"user","content":[{"type":"text","text":"q"},{"type":"text","text":"!"}]},
       {"role":"assistant","content":null,"tool_calls":[{"id":"1","type":"function","function":{"name":"f","arguments":"{}"}}]},
       {"role":"tool","tool_call_id":"1","content":"ok"}],
       "max_completion_tokens":5,"stop":"x","tools":[{"type":"function","function":{"name":"f","parameters":{"type":"object"}}}]}
      """#
    let chat = try read(text)
    #expect(chat.model == "m")
    #expect(chat.system == "a\n\nb")
    #expect(chat.turns.map(\.role) == [.user, .assistant, .tool])
    #expect(chat.turns[0].text == "q!")
    #expect(chat.turns[2].parts == [.toolResult(ToolResult(callID: "1", name: "f", content: "ok"))])
    #expect(chat.maxTokens == 5)
    #expect(chat.stop == ["x"])
    #expect(chat.tools == [ToolDefinition(name: "f", parameters: ["type": "object"])])
  }

  @Test(arguments: [
    #"{"system":[{"type":"text","text":"a"},{"type":"text","text":"b"}],"turns":[{"role":"user","text":"hi"}]}"#,
    #"{"messages":[{"role":"system","content":"ab"},{"role":"user","content":[{"type":"input_text","text":"hi"}]}]}"#,
    #"{"system":"ab","contents":1,"turns":[{"role":"user","parts":["hi"]}]}"#,
  ])
  func theSameQuestionMayBeWrittenInManyWays(text: String) throws {
    let chat = try read(text)
    #expect(chat.system == "ab")
    #expect(chat.turns == [.user("hi")])
  }

  @Test func whatAModelSaidIsReadInEveryForm() throws {
    let text = #"""
      {"messages":[{"role":"user","content":"q"},{"role":"model","content":"a"},
       {"role":"assistant","content":[{"type":"output_text","text":"b"},{"type":"refusal","refusal":"c"}]},
       {"role":"assistant","content":null,"refusal":"d"},
       {"role":"assistant","content":null,"function_call":{"name":"f","arguments":"{}"}},
       {"role":"function","name":"f","content":"R"},
       {"role":"assistant","content":[{"type":"tool_use","id":"1","name":"g","input":{}}]},
       {"role":"user","content":[{"type":"tool_result","tool_use_id":"1","content":[{"type":"text","text":"R1"},{"type":"text","text":"R2"}]}]},
       {"role":"tool","tool_call_id":"1","content":[{"type":"text","text":"R3"},{"type":"text","text":"R4"}]}]}
      """#
    let turns = try read(text).turns
    #expect(
      turns.map(\.role) == [.user, .assistant, .assistant, .assistant, .assistant, .tool, .assistant, .user, .tool])
    #expect(turns[1].text == "a")
    #expect(turns[2].text == "bc")
    #expect(turns[3].text == "d")
    #expect(turns[4].parts == [.toolCall(ToolCall(name: "f", arguments: "{}"))])
    #expect(turns[5].parts == [.toolResult(ToolResult(name: "f", content: "R"))])
    #expect(turns[7].parts == [.toolResult(ToolResult(callID: "1", name: "g", content: "R1R2"))])
    #expect(turns[8].parts == [.toolResult(ToolResult(callID: "1", name: "g", content: "R3R4"))])
  }

  @Test(arguments: [
    #""stop_sequences":["X"],"max_output_tokens":5"#, #""stopSequences":["X"],"maxTokens":5"#,
    #""stop":"X","maxOutputTokens":5,"max_tokens":null"#,
  ])
  func limitsHaveTheNamesOfEveryProvider(members: String) throws {
    let chat = try read(#"{"turns":[{"role":"user","text":"hi"}],\#(members)}"#)
    #expect(chat.stop == ["X"])
    #expect(chat.maxTokens == 5)
  }

  @Test(arguments: [
    ("[]", "chat"), ("{}", "turns"), (#"{"turns":"hi"}"#, "turns"),
    (#"{"turns":[{"role":"robot","content":"x"}]}"#, "turns[0].role"),
    (#"{"turns":[{"role":"user","parts":[{"type":"hologram"}]}]}"#, "turns[0].parts[0].type"),
    (#"{"messages":[{"role":"user","content":7}]}"#, "messages[0].content"),
    (#"{"turns":[],"temperature":"hot"}"#, "temperature"), (#"{"turns":[],"max_tokens":0}"#, "max_tokens"),
    (#"{"turns":[],"max_tokens":1.5}"#, "max_tokens"), (#"{"turns":[],"stop":[1]}"#, "stop"),
    (#"{"turns":[],"tools":[{}]}"#, "tools[0].name"), (#"{"turns":[]}"#, "turns"), (#"{"messages":[]}"#, "messages"),
    (#"{"messages":[{"role":"user","txt":"hi"}]}"#, "messages[0].content"),
    (#"{"system":7,"turns":[{"role":"user","text":"hi"}]}"#, "system"),
    (#"{"turns":[{"role":"user","text":"hi"}],"stopSequences":[1]}"#, "stopSequences"),
    (#"{"turns":[{"role":"user","text":"hi"}],"maxTokens":-1}"#, "maxTokens"),
  ])
  func whatIsWrongIsNamed(text: String, member: String) {
    do {
      _ = try read(text)
      Issue.record("Nothing was thrown.")
    } catch {
      #expect((error as? ChatFormatError)?.member == member)
    }
  }
}
