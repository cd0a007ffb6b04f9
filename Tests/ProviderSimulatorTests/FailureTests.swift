import NIOCore
import NIOHTTP1
import AsyncHTTPClient
import Core
import Testing

@testable import ProviderSimulator

/// Every row of the table of provider errors, asked over HTTP.
@Suite struct FailureTests {
  @Test(arguments: ExpectedFailure.all)
  func aFailureHasItsProvidersWords(_ expected: ExpectedFailure) async throws {
    try await withSimulator { simulator async throws in
      let key = "sk-sim-\(expected.behaviour)-\(ExpectedFailure.key)"
      let client = WireClient(simulator: simulator, provider: expected.provider, key: key)
      let answer = expected.request == .models ? try await client.models() : try await client.chat(ChatBody())
      #expect(answer.status == expected.status)
      for text in expected.texts { #expect(answer.text.contains(text), "\(answer.text)") }
      if expected.behaviour == .ratelimit, expected.provider != .gemini {
        #expect(answer.headers["retry-after"] == "20")
      }
    }
  }

  @Test(arguments: [Provider.openai, .anthropic, .groq, .gemini])
  func aKeyThatNamesNoBehaviourIsInvalid(at provider: Provider) async throws {
    try await withSimulator { simulator async throws in
      let answer = try await WireClient(simulator: simulator, provider: provider, key: "sk-anything-else").models()
      #expect(answer.status == (provider == .gemini ? 400 : 401))
    }
  }

  @Test(arguments: [Provider.openai, .anthropic, .groq, .gemini])
  func aRequestWithoutAKeyIsRefused(at provider: Provider) async throws {
    try await withSimulator { simulator async throws in
      let client = WireClient(simulator: simulator, provider: provider, key: "")
      let answer = try await client.models()
      #expect(answer.status == (provider == .gemini ? 403 : 401))
    }
  }

  @Test(arguments: [Provider.openai, .anthropic, .groq, .gemini])
  func recoveringTakesAsManyFailuresAsTheKeySays(at provider: Provider) async throws {
    try await withSimulator { simulator async throws in
      let client = WireClient(simulator: simulator, provider: provider, key: "sim-recovers2-abcd")
      let first = try await client.chat(ChatBody())
      #expect(first.status >= 500)
      #expect(first.headers["retry-after"] == "0")
      #expect(try await client.chat(ChatBody()).status >= 500)
      #expect(try await client.chat(ChatBody()).status == 200)
    }
  }

  @Test func anErrorOfGeminisPlainStreamIsAnArray() async throws {
    try await withSimulator { simulator async throws in
      let client = WireClient(simulator: simulator, provider: .gemini, key: "sim-invalid")
      var request = client.chatRequest(ChatBody(streams: true))
      request.url.removeLast("?alt=sse".count)
      let answer = try await client.answer(to: request)
      #expect(answer.json?[0]?["error"]?["code"] == 400)
    }
  }

  @Test func groqSaysWhyItStoppedAStreamInAPlaceOfItsOwn() async throws {
    try await withSimulator { simulator async throws in
      let groq = WireClient(simulator: simulator, provider: .groq, key: "sim-stopped")
      let stopped = try await groq.chat(ChatBody(streams: true))
      #expect(stopped.text.contains(#""error":"over capacity""#))
      #expect(stopped.text.hasSuffix("data: [DONE]\n\n"))
      let anthropic = WireClient(simulator: simulator, provider: .anthropic, key: "sim-stopped")
      #expect(try await anthropic.chat(ChatBody(streams: true)).text.contains("overloaded_error"))
    }
  }

  @Test func rulesOfTheProvidersAreKept() async throws {
    try await withSimulator { simulator async throws in
      let anthropic = WireClient(simulator: simulator, provider: .anthropic, key: "sim-good")
      let unlimited = try await anthropic.chat(ChatBody(maxTokens: nil))
      #expect(unlimited.status == 400)
      #expect(unlimited.text.contains("max_tokens: Field required"))
      let openAI = WireClient(simulator: simulator, provider: .openai, key: "sim-good")
      var request = openAI.request(path: "/chat/completions")
      request.method = .POST
      let body = #"{"model":"gpt-5","max_tokens":5,"messages":[{"role":"user","content":"Hi"}]}"#
      request.body = .bytes(.init(string: body))
      let answer = try await openAI.answer(to: request)
      #expect(answer.json?["error"]?["code"] == "unsupported_parameter")
      #expect(try await openAI.chat(ChatBody(model: "gpt-99")).json?["error"]?["code"] == "model_not_found")
    }
  }
}
