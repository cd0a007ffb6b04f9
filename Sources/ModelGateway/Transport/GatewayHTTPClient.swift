package import AsyncHTTPClient
import NIOCore

/// How the HTTP client for providers must be set up.
package enum GatewayHTTPClient {
  /// No redirects, since a redirect would carry the key to another host; many connections to one host, since each
  /// stream holds one; HTTP/1.1 only, since one connection of HTTP/2 would carry streams without that limit;
  /// no time-outs and retries of the client's own, since the gateway has its own.
  package static func configuration(timeouts: GatewayTimeouts = .init()) -> HTTPClient.Configuration {
    var configuration = HTTPClient.Configuration(
      redirectConfiguration: .disallow,
      timeout: .init(connect: TimeAmount(timeouts.connect), read: nil), decompression: .disabled)
    configuration.httpVersion = .http1Only
    configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 1024
    configuration.connectionPool.retryConnectionEstablishment = false
    return configuration
  }
}
