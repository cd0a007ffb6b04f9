import AsyncHTTPClient
import Core
import Testing

@testable import ProviderSimulator

/// Whole and streamed answers, at every provider.
@Suite struct ChatTests {
  static let providers: [Provider] = [.openai, .anthropic, .groq, .gemini, .local]

  private func wholeText(_ json: JSONValue?, _ provider: Provider) -> String? {
    switch provider {
    case .openai, .groq, .local: json?["choices"]?[0]?["message"]?["content"]?.stringValue
    case .anthropic: json?["content"]?[0]?["text"]?.stringValue
    case .gemini: json?["candidates"]?[0]?["content"]?["parts"]?[0]?["text"]?.stringValue
    }
  }

  @Test(arguments: providers)
  func aStreamSaysWhatAWholeAnswerSays(at provider: Provider) async throws {
    try await withSimulator { simulator async throws in
      let client = WireClient(simulator: simulator, provider: provider, key: "sim-platform-good")
      let whole = try await client.chat(ChatBody(text: "Tell me something."))
      let streamed = try await client.chat(ChatBody(text: "Tell me something.", streams: true))
      let reading = try StreamReading(streamed.text, of: provider)
      #expect(streamed.headers["content-type"]?.hasPrefix("text/event-stream") == true)
      #expect(!reading.text.isEmpty)
      #expect(reading.text == wholeText(whole.json, provider))
      #expect(reading.isEnded)
      #expect(["stop", "end_turn", "STOP"].contains(reading.finish))
      #expect((reading.input ?? 0) > 0)
      #expect(reading.output == TextPieces.count(in: reading.text))
    }
  }

  @Test(arguments: providers)
  func aTokenLimitCutsTheAnswer(at provider: Provider) async throws {
    try await withSimulator { simulator async throws in
      let client = WireClient(simulator: simulator, provider: provider, key: "sim-good")
      let answer = try await client.chat(ChatBody(text: "Tell me something.", streams: true, maxTokens: 3))
      let reading = try StreamReading(answer.text, of: provider)
      #expect(["length", "max_tokens", "MAX_TOKENS"].contains(reading.finish))
      #expect(reading.output == 3)
    }
  }

  @Test(arguments: providers)
  func aStopSequenceEndsTheAnswer(at provider: Provider) async throws {
    try await withSimulator { simulator async throws in
      let client = WireClient(simulator: simulator, provider: provider, key: "sim-good")
      let body = ChatBody(text: "Tell me something.", streams: true, stops: ["model"])
      let reading = try StreamReading(try await client.chat(body).text, of: provider)
      #expect(reading.text == "I am a simulated ")
    }
  }

  @Test(arguments: providers)
  func aToolIsCalledWhenItMustBe(at provider: Provider) async throws {
    try await withSimulator { simulator async throws in
      let client = WireClient(simulator: simulator, provider: provider, key: "sim-good")
      let whole = try await client.chat(ChatBody(text: "What now?", tool: "get_weather"))
      #expect(whole.text.contains("get_weather"))
      let streamed = try await client.chat(ChatBody(text: "What now?", streams: true, tool: "get_weather"))
      let reading = try StreamReading(streamed.text, of: provider)
      #expect(try JSONValue(parsing: reading.toolArguments) == ["city": "example"])
      #expect(reading.text.isEmpty)
    }
  }

  @Test(arguments: [Provider.openai, .anthropic, .groq, .gemini])
  func aLongBeginningComesFromTheCacheTheSecondTime(at provider: Provider) async throws {
    try await withSimulator { simulator async throws in
      let client = WireClient(simulator: simulator, provider: provider, key: "sim-good")
      let body = ChatBody(system: String(repeating: "word ", count: 1500), streams: true)
      let first = try StreamReading(try await client.chat(body).text, of: provider)
      let second = try StreamReading(try await client.chat(body).text, of: provider)
      #expect((first.cached ?? 0) == 0)
      let cached = try #require(second.cached)
      #expect(cached >= 1024)
      let total = (second.input ?? 0) + (provider == .anthropic ? cached : 0)
      #expect(total == first.input)
    }
  }

  @Test(arguments: [Provider.openai, .anthropic, .groq, .gemini])
  func anErrorCanComeInTheMiddleOfAStream(at provider: Provider) async throws {
    try await withSimulator { simulator async throws in
      let client = WireClient(simulator: simulator, provider: provider, key: "sim-midstream")
      let answer = try await client.chat(ChatBody(text: "Tell me something.", streams: true))
      #expect(answer.status == 200)
      let reading = try StreamReading(answer.text, of: provider)
      #expect(!reading.text.isEmpty)
      #expect(reading.errors.count == 1)
      #expect(!reading.isEnded)
    }
  }

  @Test(arguments: [Provider.openai, .anthropic, .groq, .gemini])
  func aProviderCanEchoTheKeyInTheMiddleOfAStream(at provider: Provider) async throws {
    try await withSimulator { simulator async throws in
      let key = "sim-echochat-canary"
      let client = WireClient(simulator: simulator, provider: provider, key: key)
      #expect(try await client.models().status == 200)
      let streamed = try await client.chat(ChatBody(streams: true))
      #expect(streamed.text.contains(key))
      let whole = try await client.chat(ChatBody())
      #expect(whole.text.contains(key))
      let parrot = WireClient(simulator: simulator, provider: provider, key: "sim-parrot-canary")
      let repeated = try await parrot.chat(ChatBody())
      #expect(repeated.text.contains("sim-parrot-canary"))
    }
  }

  @Test(arguments: [Provider.openai, .anthropic, .groq, .gemini])
  func anAnswerCanBeEmptyOrRefused(at provider: Provider) async throws {
    try await withSimulator { simulator async throws in
      let empty = WireClient(simulator: simulator, provider: provider, key: "sim-empty")
      let reading = try StreamReading(try await empty.chat(ChatBody(streams: true)).text, of: provider)
      #expect(reading.text.isEmpty)
      #expect(reading.isEnded)
      let refusing = WireClient(simulator: simulator, provider: provider, key: "sim-refusal")
      let words = [
        Provider.openai: #""refusal":"I'm sorry"#, .anthropic: #""stop_reason":"refusal""#,
        .groq: "content_filter", .gemini: "SAFETY",
      ]
      let word = try #require(words[provider])
      let refused = try await refusing.chat(ChatBody())
      #expect(refused.text.contains(word))
    }
  }

  @Test func reasoningIsCountedAndSpendsTheLimit() async throws {
    try await withSimulator { simulator async throws in
      let client = WireClient(simulator: simulator, provider: .openai, key: "sim-good")
      let answer = try await client.chat(ChatBody(model: "gpt-5"))
      let usage = answer.json?["usage"]
      let reasoning = try #require(usage?["completion_tokens_details"]?["reasoning_tokens"]?.intValue)
      #expect(reasoning > 0)
      #expect(try #require(usage?["completion_tokens"]?.intValue) > reasoning)
      let short = try await client.chat(ChatBody(model: "gpt-5", maxTokens: 1))
      #expect(short.json?["choices"]?[0]?["finish_reason"] == "length")
      #expect(short.json?["choices"]?[0]?["message"]?["content"] == "")
    }
  }

  @Test func geminisPlainStreamIsOneArray() async throws {
    try await withSimulator { simulator async throws in
      let client = WireClient(simulator: simulator, provider: .gemini, key: "sim-good")
      var request = client.chatRequest(ChatBody(text: "Tell me something.", streams: true))
      request.url.removeLast("?alt=sse".count)
      let answer = try await client.answer(to: request)
      let events = try #require(answer.json?.arrayValue)
      #expect(events.count > 3)
      #expect(events.last?["candidates"]?[0]?["finishReason"] == "STOP")
    }
  }

  @Test func countingTokensShowsAnEmptyBalance() async throws {
    try await withSimulator { simulator async throws in
      for (key, status) in ["sim-good": 200, "sim-nocredit": 400] {
        let client = WireClient(simulator: simulator, provider: .anthropic, key: key)
        var request = client.chatRequest(ChatBody(maxTokens: nil))
        request.url += "/count_tokens"
        #expect(try await client.answer(to: request).status == status)
      }
    }
  }
}
