import AsyncHTTPClient
import Core
import Foundation
import NIOCore
import Testing

@testable import ProviderSimulator

/// What happens to connections: cut, slow, left early.
@Suite struct ConnectionTests {
  @Test func aProviderThatIsDownAnswersNothing() async throws {
    try await withSimulator { simulator async throws in
      let client = WireClient(simulator: simulator, provider: .openai, key: "sim-down")
      await #expect(throws: (any Error).self) { try await client.models() }
    }
  }

  @Test(arguments: [Provider.openai, .anthropic, .groq, .gemini], [true, false])
  func aConnectionCanBeCutInTheMiddle(at provider: Provider, streams: Bool) async throws {
    try await withSimulator { simulator async throws in
      let client = WireClient(simulator: simulator, provider: provider, key: "sim-cut")
      await #expect(throws: (any Error).self) {
        try await client.chat(ChatBody(text: "Tell me something.", streams: streams))
      }
      #expect(simulator.log.requests.last?.fate == .cut)
    }
  }

  @Test func aSlowProviderKeepsTheClientWaiting() async throws {
    let configuration = SimulatorConfiguration(chunkDelay: .zero, slowFirstByte: .milliseconds(80))
    try await withSimulator(configuration) { simulator async throws in
      let client = WireClient(simulator: simulator, provider: .openai, key: "sim-slow")
      let start = ContinuousClock.now
      #expect(try await client.chat(ChatBody()).status == 200)
      #expect(ContinuousClock.now - start >= .milliseconds(80))
    }
  }

  @Test(arguments: ["sim-drip", "sim-good"])
  func aDrippingStreamPausesAfterEachPiece(key: String) async throws {
    try await withSimulator(SimulatorConfiguration(chunkDelay: .zero, dripDelay: .milliseconds(5))) {
      simulator async throws in
      let client = WireClient(simulator: simulator, provider: .groq, key: key)
      let question = key == "sim-drip" ? "Tell me something." : "[sim:slow] Tell me something."
      let start = ContinuousClock.now
      let answer = try await client.chat(ChatBody(text: question, streams: true))
      let pieces = TextPieces.chunks(of: try StreamReading(answer.text, of: .groq).text).count
      #expect(ContinuousClock.now - start >= .milliseconds(15) * pieces)
    }
  }

  @Test func aClientThatLeavesAStreamIsSeen() async throws {
    try await withSimulator(SimulatorConfiguration(chunkDelay: .milliseconds(20))) { simulator async throws in
      let client = WireClient(simulator: simulator, provider: .openai, key: "sim-good")
      let request = client.chatRequest(ChatBody(text: "[sim:long]", streams: true))
      try await readOneChunk(of: request)
      try await waitUntil { simulator.log.closedEarly == 1 && simulator.log.openStreams == 0 }
      #expect(simulator.log.requests.last?.fate == .closedEarly)
    }
  }

  @Test func aClientThatLeavesBeforeTheFirstByteIsSeen() async throws {
    try await withSimulator(SimulatorConfiguration(slowFirstByte: .seconds(60))) { simulator async throws in
      let client = WireClient(simulator: simulator, provider: .anthropic, key: "sim-slow")
      let request = client.chatRequest(ChatBody(streams: true))
      // It leaves as soon as the provider has seen its request, and not before.
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { _ = try await HTTPClient.shared.execute(request, timeout: .seconds(60)) }
        try await waitUntil { simulator.log.requests.count == 1 }
        group.cancelAll()
        await #expect(throws: (any Error).self) { try await group.waitForAll() }
      }
      try await waitUntil { simulator.log.closedEarly == 1 }
    }
  }

  private func readOneChunk(of request: HTTPClientRequest) async throws {
    let response = try await HTTPClient.shared.execute(request, timeout: .seconds(10))
    for try await _ in response.body { return }
  }

  private func waitUntil(_ condition: () -> Bool) async throws {
    let deadline = ContinuousClock.now + .seconds(20)
    while !condition() {
      try #require(ContinuousClock.now < deadline, "it did not happen within twenty seconds")
      try await Task.sleep(for: .milliseconds(5))
    }
  }
}
