import Core
import Foundation
import ModelGateway
import Testing

@Suite struct CancellationTests {
  @Test func cancellingWhileTheAnswerHasNotBegunClosesTheConnection() async throws {
    try await LoopbackServer.run([.hang]) { server in
      try await server.withGateway { gateway in
        await withTaskGroup(of: String.self) { group in
          group.addTask {
            do throws(ProviderError) {
              return try await gateway.complete(.asking(), at: .openai, credential: testKey).text
            } catch {
              return error.code
            }
          }
          group.addTask {
            do {
              return "\(try await collect(gateway).count)"
            } catch {
              return error is CancellationError ? "cancelled" : "\(error)"
            }
          }
          #expect(await server.sees { $0.requests.count == 2 })
          group.cancelAll()
          var results: Set<String> = []
          for await result in group { results.insert(result) }
          #expect(results == ["provider.cancelled", "cancelled"])
        }
      }
      #expect(await server.sees { $0.closedWhileAnswering == 2 })
      #expect(server.requests.count == 2)
    }
  }

  @Test func cancellingInTheMiddleOfAStreamClosesTheConnection() async throws {
    try await LoopbackServer.run([.streamHead, .chunk(goodChunk), .hang]) { server in
      try await server.withGateway { gateway in
        await withTaskGroup(of: Bool.self) { group in
          group.addTask {
            do {
              for try await _ in gateway.stream(.asking(), at: .openai, credential: testKey) {
                withUnsafeCurrentTask { $0?.cancel() }
              }
              return false
            } catch {
              return error is CancellationError
            }
          }
          #expect(await group.next() == true)
        }
      }
      #expect(await server.sees { $0.closedWhileAnswering == 1 })
    }
  }

  @Test func leavingTheLoopClosesTheConnection() async throws {
    try await LoopbackServer.run([.streamHead, .chunk(goodChunk), .hang]) { server in
      try await server.withGateway { gateway in
        for try await _ in gateway.stream(.asking(), at: .openai, credential: testKey) { break }
        #expect(await server.sees { $0.closedWhileAnswering == 1 })
      }
    }
  }

  @Test func cancellingDuringTheWaitForARetrySendsNothingMore() async throws {
    try await LoopbackServer.run([.answer("{}", status: "503 Service Unavailable")]) { server in
      let patient = RetryPolicy(retries: 1, firstDelay: .seconds(60), longestDelay: .seconds(60))
      try await server.withGateway(retries: patient) { gateway in
        await withTaskGroup(of: String.self) { group in
          group.addTask {
            do throws(ProviderError) {
              return try await gateway.complete(.asking(), at: .openai, credential: testKey).text
            } catch {
              return error.code
            }
          }
          #expect(await server.sees { $0.requests.count == 1 })
          group.cancelAll()
          #expect(await group.next() == "provider.cancelled")
        }
      }
      #expect(server.requests.count == 1)
    }
  }
}
