import AsyncHTTPClient
import Core
import Foundation
import ModelGateway
import Testing

@Suite struct TransportTests {
  @Test func aWholeAnswerComesBackAndTheKeyIsInItsHeaderOnly() async throws {
    try await LoopbackServer.run([.answer(goodAnswer)]) { server in
      let answer = try await server.withGateway { try await $0.complete(.asking(), at: .openai, credential: testKey) }
      #expect(answer.text == "Hello")
      #expect(answer.tokens == TokenCounts(input: 1, output: 2))
      let request = try #require(server.requests.first)
      #expect(request.head.hasPrefix("POST /v1/chat/completions HTTP/1.1"))
      #expect(request.head.lowercased().contains("authorization: bearer sk-test-0123456789abcdef"))
      #expect(!request.body.contains("sk-test"))
    }
  }

  @Test(arguments: [
    (Provider.anthropic, "x-api-key: sk-test", "POST /v1/messages HTTP"),
    (.groq, "authorization: bearer sk-test", "POST /openai/v1/chat/completions HTTP"),
    (.gemini, "x-goog-api-key: sk-test", "POST /v1beta/models/gpt-4o:generateContent HTTP"),
    (.local, "authorization: bearer sk-test", "POST /v1/chat/completions HTTP"),
  ])
  func eachProviderHasItsOwnPathAndKeyHeader(provider: Provider, header: String, line: String) async throws {
    try await LoopbackServer.run([.answer("{}", status: "400 Bad Request")]) { server in
      try await server.withGateway { gateway in
        await expect("provider.invalid_request") {
          _ = try await gateway.complete(.asking(), at: provider, credential: testKey)
        }
      }
      let head = try #require(server.requests.first?.head)
      #expect(head.hasPrefix(line))
      #expect(head.lowercased().contains(header))
    }
  }

  @Test func aStreamGivesItsPiecesBeforeItEnds() async throws {
    try await LoopbackServer.run([.streamHead, .chunk(goodChunk), .hang]) { server in
      try await server.withGateway { gateway in
        let events = gateway.stream(.asking(), at: .openai, credential: testKey).makeAsyncIterator()
        var iterator = events
        try await #expect(try await iterator.next() == .textDelta("Hello"))
      }
      #expect(await server.sees { $0.closedWhileAnswering == 1 })
    }
  }

  @Test func aStreamEndsWithItsEndMarkerAndItsConnectionServesTheNext() async throws {
    let answer: [LoopbackServer.Step] = [
      .streamHead, .chunk(goodChunk), .chunk("data: [DONE]\n\n"), .lastChunk,
    ]
    try await LoopbackServer.run(answer) { server in
      try await server.withGateway { gateway in
        for _ in 0..<3 { try await #expect(try await collect(gateway) == [.textDelta("Hello")]) }
      }
      #expect(server.connections == 1)
      #expect(server.closedWhileAnswering == 0)
    }
  }

  private static let patient = GatewayTimeouts(idle: .seconds(3600))

  @Test(.timeLimit(.minutes(2))) func aServerThatHangsAfterTheEndMarkerHoldsNobodyUp() async throws {
    let answer: [LoopbackServer.Step] = [.streamHead, .chunk(goodChunk), .chunk("data: [DONE]\n\n"), .hang]
    try await LoopbackServer.run(answer) { server in
      try await server.withGateway(timeouts: Self.patient) { gateway in
        try await #expect(try await collect(gateway) == [.textDelta("Hello")])
        #expect(await server.sees { $0.closedWhileAnswering == 1 })
      }
    }
  }

  @Test(.timeLimit(.minutes(2))) func aServerThatGoesOnAfterTheEndMarkerHoldsNobodyUp() async throws {
    let more = (0..<10_000).flatMap { _ in [LoopbackServer.Step.wait(.milliseconds(50)), .chunk(goodChunk)] }
    try await LoopbackServer.run([.streamHead, .chunk(goodChunk), .chunk("data: [DONE]\n\n")] + more) { server in
      try await server.withGateway(timeouts: Self.patient) { gateway in
        try await #expect(try await collect(gateway) == [.textDelta("Hello")])
        #expect(await server.sees { $0.closedWhileAnswering == 1 })
      }
    }
  }

  @Test func aStreamThatIsCutOffIsInterrupted() async throws {
    try await LoopbackServer.run([.streamHead, .chunk(goodChunk), .close]) { server in
      try await server.withGateway { gateway in
        var iterator = gateway.stream(.asking(), at: .openai, credential: testKey).makeAsyncIterator()
        try await #expect(try await iterator.next() == .textDelta("Hello"))
        await expect("provider.interrupted") { _ = try await iterator.next() }
        try await #expect(try await iterator.next() == nil)
      }
      #expect(server.requests.count == 1)
    }
  }

  @Test func piecesBeforeAnErrorInTheSameBytesAreGivenFirst() async throws {
    let error = #"data: {"error":{"message":"x","type":"server_error"}}"# + "\n\n"
    try await LoopbackServer.run([.streamHead, .chunk(goodChunk + error), .hang]) { server in
      try await server.withGateway { gateway in
        var iterator = gateway.stream(.asking(), at: .openai, credential: testKey).makeAsyncIterator()
        try await #expect(try await iterator.next() == .textDelta("Hello"))
        await expect("provider.unavailable") { _ = try await iterator.next() }
      }
      #expect(await server.sees { $0.closedWhileAnswering == 1 })
    }
  }

  @Test func theClientSpeaksOneRequestToAConnection() {
    // HTTP/2 carries many streams over one connection, whatever the limit of connections.
    #expect(GatewayHTTPClient.configuration().httpVersion == .http1Only)
  }

  @Test func redirectsAreNotFollowed() async throws {
    let elsewhere = LoopbackServer.Step.answer(
      "", status: "307 Temporary Redirect", headers: ["location: http://127.0.0.1:9/v1/chat/completions"])
    try await LoopbackServer.run([elsewhere], [.answer(goodAnswer)]) { server in
      try await server.withGateway { gateway in
        await expect("provider.unavailable") {
          _ = try await gateway.complete(.asking(), at: .openai, credential: testKey)
        }
      }
      #expect(server.requests.count == 1)
    }
  }

  @Test func anAnswerBeyondTheLimitIsRefused() async throws {
    let long = LoopbackServer.Step.answer(String(repeating: " ", count: 5000) + goodAnswer)
    try await LoopbackServer.run([long]) { server in
      try await server.withGateway(limits: .init(answerBytes: 4096)) { gateway in
        await expect("provider.answer_too_large") {
          _ = try await gateway.complete(.asking(), at: .openai, credential: testKey)
        }
      }
    }
  }

  @Test func anEventBeyondTheLimitIsRefused() async throws {
    let long = LoopbackServer.Step.chunk("data: " + String(repeating: "x", count: 5000))
    try await LoopbackServer.run([.streamHead, long, .hang]) { server in
      try await server.withGateway(limits: .init(eventBytes: 4096)) { gateway in
        await expect("provider.answer_too_large") { _ = try await collect(gateway) }
      }
      #expect(await server.sees { $0.closedWhileAnswering == 1 })
    }
  }

  @Test func aWebPageInPlaceOfAStreamIsNoAnswer() async throws {
    try await LoopbackServer.run([.answer("<html></html>", type: "text/html")]) { server in
      try await server.withGateway { gateway in
        await expect("provider.malformed_answer") { _ = try await collect(gateway) }
      }
    }
  }

  @Test func withoutAKeyOnlyALocalServerIsAsked() async throws {
    try await LoopbackServer.run([.answer(goodAnswer)]) { server in
      try await server.withGateway { gateway in
        _ = try await gateway.complete(.asking(), at: .local, credential: nil)
        await expect("provider.invalid_key") { _ = try await gateway.complete(.asking(), at: .openai, credential: nil) }
        await expect("provider.invalid_key") {
          _ = try await gateway.complete(.asking(), at: .openai, credential: Secret("sk-x\r\nhost: evil"))
        }
      }
      #expect(server.requests.count == 1)
      #expect(server.requests.first?.head.lowercased().contains("authorization") == false)
    }
  }

  @Test func theModelsOfALocalServerAreListed() async throws {
    try await LoopbackServer.run([.answer(#"{"data":[{"id":"smol"},{"id":7},{"id":"big"}]}"#)]) { server in
      let ids = try await server.withGateway { try await $0.models(at: .local, credential: nil) }
      #expect(ids == ["smol", "big"])
      #expect(server.requests.first?.head.hasPrefix("GET /v1/models HTTP") == true)
    }
  }
}

/// All events of a stream.
func collect(_ gateway: ModelGateway, provider: Provider = .openai) async throws -> [ChatEvent] {
  var events: [ChatEvent] = []
  for try await event in gateway.stream(.asking(), at: provider, credential: testKey) { events.append(event) }
  return events
}

/// The body must throw the provider error with this code.
func expect(_ code: String, sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Void) async {
  do {
    try await body()
    Issue.record("Nothing was thrown, \(code) was expected.", sourceLocation: sourceLocation)
  } catch {
    #expect((error as? ProviderError)?.code == code, "\(error)", sourceLocation: sourceLocation)
  }
}
