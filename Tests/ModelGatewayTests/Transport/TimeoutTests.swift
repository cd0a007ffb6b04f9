import Core
import Foundation
import ModelGateway
import Testing

@Suite struct TimeoutTests {
  private static let shortBeginning = GatewayTimeouts(
    connect: .seconds(5), firstByte: .milliseconds(500), idle: .seconds(5))
  private static let shortSilence = GatewayTimeouts(
    connect: .seconds(5), firstByte: .seconds(5), idle: .milliseconds(1500))

  @Test func anAnswerThatDoesNotBeginIsTooLate() async throws {
    try await LoopbackServer.run([.hang]) { server in
      try await server.withGateway(timeouts: Self.shortBeginning) { gateway in
        do throws(ProviderError) {
          _ = try await gateway.complete(.asking(), at: .openai, credential: testKey)
          Issue.record("Nothing was thrown.")
        } catch {
          #expect(error == .timeout(.firstByte, ProviderFailure(provider: .openai)))
          #expect(error.details["phase"] == "first_byte")
        }
      }
      // A request that may have been worked on is not repeated.
      #expect(await server.sees { $0.closedWhileAnswering == 1 })
      #expect(server.requests.count == 1)
    }
  }

  @Test func anAnswerThatFallsSilentIsTooLate() async throws {
    try await LoopbackServer.run([.streamHead, .chunk(goodChunk), .hang]) { server in
      try await server.withGateway(timeouts: Self.shortSilence) { gateway in
        var iterator = gateway.stream(.asking(), at: .openai, credential: testKey).makeAsyncIterator()
        try await #expect(try await iterator.next() == .textDelta("Hello"))
        await expect("provider.timeout") { _ = try await iterator.next() }
      }
      #expect(await server.sees { $0.closedWhileAnswering == 1 })
    }
  }

  @Test func aGoodHeadIsNotYetAnAnswer() async throws {
    let impatient = GatewayTimeouts(connect: .seconds(5), firstByte: .seconds(30), idle: .milliseconds(200))
    let answer: [LoopbackServer.Step] = [
      .streamHead, .wait(.milliseconds(900)), .chunk(goodChunk + "data: [DONE]\n\n"), .lastChunk,
    ]
    try await LoopbackServer.run(answer) { server in
      try await server.withGateway(timeouts: impatient) { gateway in
        try await #expect(try await collect(gateway) == [.textDelta("Hello")])
      }
    }
  }

  @Test func aGoodHeadWithNothingAfterItIsTooLate() async throws {
    try await LoopbackServer.run([.streamHead, .hang]) { server in
      try await server.withGateway(timeouts: Self.shortBeginning) { gateway in
        do {
          _ = try await collect(gateway)
          Issue.record("Nothing was thrown.")
        } catch {
          #expect((error as? ProviderError)?.details["phase"] == "first_byte")
        }
      }
      #expect(await server.sees { $0.closedWhileAnswering == 1 })
    }
  }

  @Test func aModelThatThinksIsGivenItsTime() async throws {
    let times = GatewayTimeouts(
      connect: .seconds(5), firstByte: .milliseconds(200), reasoningFirstByte: .seconds(30), idle: .seconds(5))
    try await LoopbackServer.run([.wait(.milliseconds(900)), .answer(goodAnswer)]) { server in
      try await server.withGateway(timeouts: times) { gateway in
        let answer = try await gateway.complete(.asking(of: "gpt-5"), at: .openai, credential: testKey)
        #expect(answer.text == "Hello")
        await expect("provider.timeout") {
          _ = try await gateway.complete(.asking(of: "gpt-4o"), at: .openai, credential: testKey)
        }
      }
    }
    #expect(GatewayTimeouts().reasoningFirstByte >= .seconds(300))
  }

  @Test func aConnectionThatNobodyTakesIsTooLate() async throws {
    let full = try FullListener()
    defer { full.close() }
    let times = GatewayTimeouts(connect: .milliseconds(400), firstByte: .seconds(60), idle: .seconds(60))
    try await withGateway(to: "http://127.0.0.1:\(full.port)", timeouts: times, retries: .init(retries: 0)) { gateway in
      do {
        _ = try await gateway.complete(.asking(), at: .openai, credential: testKey)
        Issue.record("Nothing was thrown.")
      } catch {
        #expect((error as? ProviderError)?.details["phase"] == "connect")
      }
    }
  }

  @Test func aSlowStreamThatKeepsComingIsNotTooLate() async throws {
    let pieces = (0..<14).flatMap { _ in [LoopbackServer.Step.wait(.milliseconds(120)), .chunk(goodChunk)] }
    try await LoopbackServer.run([.streamHead] + pieces + [.chunk("data: [DONE]\n\n"), .lastChunk]) { server in
      try await server.withGateway(timeouts: Self.shortSilence) { try await #expect(try await collect($0).count == 14) }
    }
  }

  @Test func aSlowReaderIsNotTakenForASilentProvider() async throws {
    let pieces = Array(repeating: LoopbackServer.Step.chunk(goodChunk), count: 200)
    try await LoopbackServer.run([.streamHead] + pieces + [.chunk("data: [DONE]\n\n"), .lastChunk]) { server in
      try await server.withGateway(timeouts: Self.shortSilence) { gateway in
        var count = 0
        for try await _ in gateway.stream(.asking(), at: .openai, credential: testKey) {
          if count == 0 { try await Task.sleep(for: .seconds(2)) }
          count += 1
        }
        #expect(count == 200)
      }
    }
  }

  @Test func aPortThatNobodyListensOnIsUnreachable() async throws {
    let closed = try await LoopbackServer.run([.close]) { server in server }
    try await closed.withGateway(retries: RetryPolicy(retries: 0)) { gateway in
      await expect("provider.unreachable") {
        _ = try await gateway.complete(.asking(), at: .openai, credential: testKey)
      }
    }
  }
}
