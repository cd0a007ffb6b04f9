import Core
import Foundation
import ModelGateway
import Testing

@Suite struct RetryTests {
  private typealias Step = LoopbackServer.Step

  private static let good: [Step] = [.answer(goodAnswer)]
  private static let overloaded = #"{"error":{"message":"Overloaded","type":"overloaded_error"}}"#

  /// Answers after which the same request is sent once more.
  private static let repeatable: [[Step]] = [
    [.answer(overloaded, status: "503 Service Unavailable")],
    [.answer(#"{"error":{"type":"server_error"}}"#, status: "500 X", headers: ["x-should-retry: true"])],
    [.answer(#"{"error":{"code":"rate_limit_exceeded","message":"Please try again in 20ms."}}"#, status: "429 X")],
    [.answer(overloaded, status: "529 Site Overloaded")],
    [.answer(overloaded, status: "500 Internal Server Error")],
    [.answer("busy", status: "503 Service Unavailable", type: "text/plain")],
    [.answer(#"{"error":{"code":"rate_limit_exceeded"}}"#, status: "429 Too Many", headers: ["retry-after: 0"])],
    [.answer(#"{"error":{"code":"rate_limit_exceeded"}}"#, status: "429 Too Many", headers: ["retry-after-ms: 20"])],
  ]

  /// Answers that a repetition could only make worse.
  private static let final: [(answer: [Step], code: String)] = [
    // The question was sent: it may have been answered, and billed.
    ([.close], "provider.unreachable"),
    ([.answer(overloaded, status: "503 X", headers: ["retry-after: 90000"])], "provider.overloaded"),
    (
      [.answer(overloaded, status: "503 X", headers: ["x-should-retry: true", "retry-after: 30"])],
      "provider.overloaded"
    ),
    ([.answer(overloaded, status: "503 Service Unavailable", headers: ["retry-after: 30"])], "provider.overloaded"),
    (
      [.answer(overloaded, status: "503 Service Unavailable", headers: ["x-should-retry: false"])],
      "provider.overloaded"
    ),
    ([.answer(#"{"error":{"code":"rate_limit_exceeded"}}"#, status: "429 Too Many")], "provider.rate_limited"),
    (
      [.answer(#"{"error":{"code":"rate_limit_exceeded"}}"#, status: "429 Too Many", headers: ["retry-after: 60"])],
      "provider.rate_limited"
    ),
    (
      [.answer(#"{"error":{"code":"insufficient_quota"}}"#, status: "429 Too Many", headers: ["retry-after: 0"])],
      "provider.no_credit"
    ),
    ([.answer(#"{"error":{"type":"server_error"}}"#, status: "500 Internal Server Error")], "provider.unavailable"),
    ([.answer(#"{"error":{"code":"invalid_api_key"}}"#, status: "401 Unauthorized")], "provider.invalid_key"),
    ([.send("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"), .close], "provider.interrupted"),
  ]

  @Test(arguments: repeatable.indices)
  func aSafeFailureBeforeTheFirstByteIsRepeatedOnce(row: Int) async throws {
    try await LoopbackServer.run(Self.repeatable[row], Self.good) { server in
      let answer = try await server.withGateway { try await $0.complete(.asking(), at: .openai, credential: testKey) }
      #expect(answer.text == "Hello")
      #expect(server.requests.count == 2)
      #expect(server.requests.first?.body == server.requests.last?.body)
    }
  }

  @Test(arguments: final.indices)
  func anUnsafeFailureIsNotRepeated(row: Int) async throws {
    try await LoopbackServer.run(Self.final[row].answer, Self.good) { server in
      try await server.withGateway { gateway in
        await expect(Self.final[row].code) {
          _ = try await gateway.complete(.asking(), at: .openai, credential: testKey)
        }
      }
      #expect(server.requests.count == 1)
    }
  }

  @Test func aListThatGotNoAnswerIsAskedForOnceMore() async throws {
    try await LoopbackServer.run([.close], [.answer(#"{"data":[{"id":"a"}]}"#)]) { server in
      let ids = try await server.withGateway { try await $0.models(at: .openai, credential: testKey) }
      #expect(ids == ["a"])
      #expect(server.requests.count == 2)
    }
  }

  @Test func aQuestionThatNeverLeftIsAskedOnceMore() async throws {
    let closed = try await LoopbackServer.run([.close]) { server in server }
    let patient = RetryPolicy(retries: 1, firstDelay: .seconds(60), longestDelay: .seconds(60))
    try await closed.withGateway(retries: patient) { gateway in
      // It waits for its second try, which is seen by that it does not fail.
      let isWaiting = await withTaskGroup(of: Bool.self) { group in
        group.addTask {
          do throws(ProviderError) {
            _ = try await gateway.complete(.asking(), at: .openai, credential: testKey)
            return false
          } catch {
            if case .cancelled = error { return true }
            return false
          }
        }
        group.addTask {
          try? await Task.sleep(for: .seconds(2))
          return false
        }
        _ = await group.next()
        group.cancelAll()
        return await group.next() == true
      }
      #expect(isWaiting)
    }
  }

  @Test func twoFailuresAreTheEnd() async throws {
    try await LoopbackServer.run([.answer(Self.overloaded, status: "529 Site Overloaded")]) { server in
      try await server.withGateway { gateway in
        await expect("provider.overloaded") { _ = try await collect(gateway) }
      }
      #expect(server.requests.count == 2)
    }
  }

  @Test func theWaitIsTheProvidersWithinTheBoundAndOursOtherwise() {
    let policy = RetryPolicy(retries: 3, firstDelay: .milliseconds(500), longestDelay: .seconds(5), jitter: 0.5)
    func delay(_ wait: Duration?, attempt: Int = 0, chance: Double = 0) -> Duration? {
      let failure = ProviderFailure(provider: .groq, retryAfter: wait)
      return policy.delay(after: .overloaded(failure), advice: .unsaid, attempt: attempt, chance: chance)
    }
    #expect(delay(.seconds(2)) == .seconds(2))
    #expect(delay(.seconds(6)) == nil)
    #expect(delay(nil) == .milliseconds(500))
    #expect(delay(nil, chance: 1) == .milliseconds(250))
    #expect(delay(nil, attempt: 2) == .seconds(2))
    #expect(delay(nil, attempt: 3) == nil)
  }
}
