import AsyncHTTPClient
import ModelGateway
import NIOPosix

/// Lends a client for calls to providers, on the server's own event loops.
func withHTTPClient<Result>(_ body: (HTTPClient) async throws -> Result) async throws -> Result {
  let client = HTTPClient(
    eventLoopGroup: MultiThreadedEventLoopGroup.singleton, configuration: GatewayHTTPClient.configuration())
  do {
    let result = try await body(client)
    try await client.shutdown()
    return result
  } catch {
    try? await client.shutdown()
    throw error
  }
}
