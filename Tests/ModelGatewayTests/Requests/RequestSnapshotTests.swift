import Core
import Foundation
import ModelGateway
import Testing

/// The bodies that are really sent, written out whole.
@Suite struct RequestSnapshotTests {
  private static let chat = ChatRequest(
    model: "", system: "Be brief.",
    turns: [
      .user("What is the weather?"),
      ChatTurn(
        role: .assistant,
        parts: [
          .reasoning("never sent"), .text("Let me look."),
          .toolCall(ToolCall(id: "c1", name: "weather", arguments: #"{"city":"Paris"}"#)),
        ]),
      ChatTurn(role: .tool, parts: [.toolResult(ToolResult(callID: "c1", name: "weather", content: "Sunny"))]),
      .user("And tomorrow?"),
    ],
    temperature: 1.5, maxTokens: 100, stop: ["END"],
    tools: [
      ToolDefinition(
        name: "weather", summary: "Looks it up.",
        parameters: ["type": "object", "properties": ["city": ["type": "string"]], "required": ["city"]])
    ])

  private func body(_ provider: Provider, _ model: String, isStream: Bool = false) throws -> JSONValue {
    var chat = Self.chat
    chat.isStream = isStream
    return try #require(try WireReport.encode(chat, provider: provider, model: model)["body"])
  }

  private static let openAIMessages = #"""
    [{"role":"system","content":"Be brief."},{"role":"user","content":"What is the weather?"},
     {"role":"assistant","content":"Let me look.","tool_calls":[{"id":"c1","type":"function","function":{"name":"weather","arguments":"{\"city\":\"Paris\"}"}}]},
     {"role":"tool","tool_call_id":"c1","content":"Sunny"},{"role":"user","content":"And tomorrow?"}]
    """#
  private static let openAITools = #"""
    [{"type":"function","function":{"name":"weather","description":"Looks it up.","parameters":{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}}}]
    """#

  @Test func openAI() throws {
    let expected = #"""
      {"model":"gpt-4o","messages":\#(Self.openAIMessages),"temperature":1.5,"max_tokens":100,"stop":["END"],"tools":\#(Self.openAITools),
       "stream":true,"stream_options":{"include_usage":true}}
      """#
    #expect(try body(.openai, "gpt-4o", isStream: true) == JSONValue(parsing: expected))
  }

  @Test(arguments: ["gpt-5", "gpt-5-mini", "o3", "o4-mini", "o1"])
  func openAIReasoningModels(model: String) throws {
    let messages = Self.openAIMessages.replacingOccurrences(of: #""role":"system""#, with: #""role":"developer""#)
    let expected = #"""
      {"model":"\#(model)","messages":\#(messages),"max_completion_tokens":100,"tools":\#(Self.openAITools)}
      """#
    #expect(try body(.openai, model) == JSONValue(parsing: expected))
  }

  @Test func groq() throws {
    let expected = #"""
      {"model":"qwen/qwen3-32b","messages":\#(Self.openAIMessages),"temperature":1.5,"max_completion_tokens":100,"stop":["END"],
       "tools":\#(Self.openAITools),"reasoning_format":"parsed","stream":true}
      """#
    #expect(try body(.groq, "qwen/qwen3-32b", isStream: true) == JSONValue(parsing: expected))
    #expect(try body(.groq, "llama-3.3-70b-versatile")["reasoning_format"] == nil)
    #expect(try body(.groq, "openai/gpt-oss-120b")["reasoning_format"] == nil)
  }

  @Test func local() throws {
    let expected = #"""
      {"model":"smol","messages":\#(Self.openAIMessages),"temperature":1.5,"max_tokens":100,"stop":["END"],"tools":\#(Self.openAITools)}
      """#
    #expect(try body(.local, "smol") == JSONValue(parsing: expected))
  }

  @Test func anthropic() throws {
    let expected = #"""
      {"model":"claude-sonnet-4-5","system":"Be brief.","max_tokens":100,"temperature":1,"stop_sequences":["END"],"stream":true,
       "messages":[{"role":"user","content":[{"type":"text","text":"What is the weather?"}]},
        {"role":"assistant","content":[{"type":"text","text":"Let me look."},{"type":"tool_use","id":"c1","name":"weather","input":{"city":"Paris"}}]},
        {"role":"user","content":[{"type":"tool_result","tool_use_id":"c1","content":"Sunny"},{"type":"text","text":"And tomorrow?"}]}],
       "tools":[{"name":"weather","description":"Looks it up.","input_schema":{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}}]}
      """#
    #expect(try body(.anthropic, "claude-sonnet-4-5", isStream: true) == JSONValue(parsing: expected))
    #expect(try body(.anthropic, "claude-opus-5")["temperature"] == nil)
  }

  @Test func gemini() throws {
    let expected = #"""
      {"systemInstruction":{"parts":[{"text":"Be brief."}]},
       "generationConfig":{"temperature":1.5,"maxOutputTokens":100,"stopSequences":["END"]},
       "contents":[{"role":"user","parts":[{"text":"What is the weather?"}]},
        {"role":"model","parts":[{"text":"Let me look."},{"functionCall":{"id":"c1","name":"weather","args":{"city":"Paris"}}}]},
        {"role":"user","parts":[{"functionResponse":{"id":"c1","name":"weather","response":{"result":"Sunny"}}},{"text":"And tomorrow?"}]}],
       "tools":[{"functionDeclarations":[{"name":"weather","description":"Looks it up.","parametersJsonSchema":{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}}]}]}
      """#
    #expect(try body(.gemini, "gemini-2.5-flash") == JSONValue(parsing: expected))
  }

  @Test func gemini3WantsASignatureWithEachTurnsFirstCall() throws {
    let part = try body(.gemini, "gemini-3-pro-preview")["contents"]?[1]?["parts"]?[1]
    #expect(part?["thoughtSignature"] == "skip_thought_signature_validator")
  }

  @Test(arguments: [
    (Provider.openai, #"{"model":"m","messages":[{"role":"user","content":"Hi"}]}"#),
    (.groq, #"{"model":"m","messages":[{"role":"user","content":"Hi"}]}"#),
    (.local, #"{"model":"m","messages":[{"role":"user","content":"Hi"}]}"#),
    (
      .anthropic,
      #"{"model":"m","max_tokens":16384,"messages":[{"role":"user","content":[{"type":"text","text":"Hi"}]}]}"#
    ),
    (.gemini, #"{"contents":[{"role":"user","parts":[{"text":"Hi"}]}]}"#),
  ])
  func whatIsNotAskedForIsNotSent(provider: Provider, expected: String) throws {
    let request = try WireReport.encode(.asking(of: ""), provider: provider, model: "m")
    #expect(try request["body"] == JSONValue(parsing: expected))
  }

  @Test(arguments: [
    (Provider.openai, false, "/v1/chat/completions"), (.groq, true, "/openai/v1/chat/completions"),
    (.local, true, "/v1/chat/completions"), (.anthropic, true, "/v1/messages"),
    (.gemini, false, "/v1beta/models/m%2F..%3Fx:generateContent"),
    (.gemini, true, "/v1beta/models/m%2F..%3Fx:streamGenerateContent"),
  ])
  func everyProviderHasItsPathAndNoModelLeadsElsewhere(provider: Provider, isStream: Bool, path: String) throws {
    var chat = ChatRequest.asking()
    chat.isStream = isStream
    let request = try WireReport.encode(chat, provider: provider, model: "m/..?x")
    #expect(request["method"] == "POST")
    #expect(request["path"]?.stringValue == path)
    #expect(request["query"]?.stringValue == (provider == .gemini && isStream ? "alt=sse" : nil))
    let headers = try #require(request["headers"]?.objectValue)
    #expect(Set(headers.keys).isDisjoint(with: ["authorization", "x-api-key", "x-goog-api-key"]))
    #expect(headers["anthropic-version"] == (provider == .anthropic ? "2023-06-01" : nil))
  }

  @Test func emptyTurnsAndTextsAreLeftOutWhereTheyAreRefused() throws {
    let chat = ChatRequest(
      model: "", system: "",
      turns: [.user("a"), ChatTurn(role: .assistant, parts: [.text(""), .reasoning("x")]), .user("b")],
      stop: [" ", ""])
    let anthropic = try WireReport.encode(chat, provider: .anthropic, model: "claude-haiku-4-5")["body"]
    #expect(anthropic?["messages"]?.arrayValue?.count == 1)
    #expect(anthropic?["system"] == nil)
    #expect(anthropic?["stop_sequences"] == nil)
    let gemini = try WireReport.encode(chat, provider: .gemini, model: "gemini-2.5-flash")["body"]
    #expect(gemini?["contents"]?[0]?["parts"]?.arrayValue?.count == 2)
  }

  @Test func anthropicGetsNoTextOfWhiteSpaceAndNoAnswerThatEndsInIt() throws {
    let chat = ChatRequest(
      model: "", system: " \n",
      turns: [
        ChatTurn(role: .user, parts: [.text("a "), .text("\n\n")]),
        ChatTurn(role: .assistant, parts: [.text(" \n"), .text("So: \n")]),
      ])
    let body = try WireReport.encode(chat, provider: .anthropic, model: "claude-haiku-4-5")["body"]
    #expect(body?["system"] == nil)
    #expect(
      body?["messages"] == [
        ["role": "user", "content": [["type": "text", "text": "a "]]],
        ["role": "assistant", "content": [["type": "text", "text": "So:"]]],
      ])
  }

  @Test(arguments: [Provider.openai, .groq, .local, .anthropic])
  func everyCallHasAnIdOfItsOwnAndItsResultHasTheSame(provider: Provider) throws {
    let chat = ChatRequest(
      model: "",
      turns: [
        .user("a"),
        ChatTurn(
          role: .assistant,
          parts: [
            .toolCall(ToolCall(name: "f")), .toolCall(ToolCall(name: "f")), .toolCall(ToolCall(id: "x", name: "g")),
          ]),
        ChatTurn(
          role: .tool,
          parts: [
            .toolResult(ToolResult(name: "f", content: "1")), .toolResult(ToolResult(name: "f", content: "2")),
            .toolResult(ToolResult(callID: "x", name: "g", content: "3")),
          ]),
        ChatTurn(role: .assistant, parts: [.toolCall(ToolCall(id: "x", name: "g"))]),
        ChatTurn(role: .tool, parts: [.toolResult(ToolResult(callID: "x", name: "g", content: "4"))]),
      ])
    let body = try WireReport.encode(chat, provider: provider, model: "m")["body"]
    let messages = try #require(body?["messages"]?.arrayValue)
    let blocks = messages.flatMap { $0["content"]?.arrayValue ?? [] }
    let calls =
      messages.flatMap { $0["tool_calls"]?.arrayValue ?? [] }.compactMap { $0["id"]?.stringValue }
      + blocks.filter { $0["type"] == "tool_use" }.compactMap { $0["id"]?.stringValue }
    let answered =
      messages.compactMap { $0["tool_call_id"]?.stringValue } + blocks.compactMap { $0["tool_use_id"]?.stringValue }
    #expect(calls == ["call_f", "call_f_2", "x", "x_2"])
    #expect(answered == calls)
  }

  @Test func noMoreStopTextsAndTokensAreSentThanTheProviderTakes() throws {
    let chat = ChatRequest(
      model: "", turns: [.user("a")], maxTokens: 1_000_000, stop: ["1", "2", "3", "4", "5", "6"])
    func body(_ provider: Provider, _ model: String) throws -> JSONValue {
      try #require(try WireReport.encode(chat, provider: provider, model: model)["body"])
    }
    #expect(try body(.openai, "gpt-4o")["stop"] == ["1", "2", "3", "4"])
    #expect(try body(.groq, "llama-3.1-8b-instant")["stop"] == ["1", "2", "3", "4"])
    #expect(try body(.gemini, "gemini-2.5-pro")["generationConfig"]?["stopSequences"]?.arrayValue?.count == 5)
    #expect(try body(.anthropic, "claude-haiku-4-5")["stop_sequences"]?.arrayValue?.count == 6)
    #expect(try body(.openai, "gpt-4o")["max_tokens"] == 16_384)
    #expect(try body(.openai, "gpt-5-mini")["max_completion_tokens"] == 128_000)
    #expect(try body(.anthropic, "claude-haiku-4-5-20251001")["max_tokens"] == 64_000)
    #expect(try body(.anthropic, "claude-3-haiku-20240307")["max_tokens"] == 4096)
    #expect(try body(.gemini, "models/gemini-2.5-pro")["generationConfig"]?["maxOutputTokens"] == 65_536)
    #expect(try body(.local, "smol")["max_tokens"] == 1_000_000)
  }

  @Test func aNumberThatIsNoneIsRefused() {
    let chat = ChatRequest(model: "", turns: [.user("Hi")], temperature: .nan)
    #expect(throws: ProviderError.self) { try WireReport.encode(chat, provider: .openai, model: "gpt-4o") }
  }
}
