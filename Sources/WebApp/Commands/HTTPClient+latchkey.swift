import AsyncHTTPClient
import Hummingbird
import NIOCore
import NIOPosix

/// Lends a client for calls to providers: many streams at once, no redirects, the server's own event loops.
func withHTTPClient<Result>(_ body: (HTTPClient) async throws -> Result) async throws -> Result {
  var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
  configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 512
  let client = HTTPClient(eventLoopGroup: MultiThreadedEventLoopGroup.singleton, configuration: configuration)
  do {
    let result = try await body(client)
    try await client.shutdown()
    return result
  } catch {
    try? await client.shutdown()
    throw error
  }
}
