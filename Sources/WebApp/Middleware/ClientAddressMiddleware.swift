import Foundation
package import Hummingbird

/// Finds the client's address behind the operator's own proxies, for rate limits.
///
/// The last address in `X-Forwarded-For` that is not a trusted proxy is the client: everything left of it is the
/// client's own claim.
package struct ClientAddressMiddleware: RouterMiddleware {
  package typealias Context = LatchkeyRequestContext
  private let trustedProxies: Set<String>

  package init(trustedProxies: Set<String>) {
    self.trustedProxies = Set(trustedProxies.map(NetworkAddress.canonical))
  }

  package func handle(
    _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
  ) async throws -> Response {
    var context = context
    context.clientAddress = address(
      connectedFrom: context.clientAddress, forwardedFor: request.headers[values: .xForwardedFor])
    return try await next(request, context)
  }

  func address(connectedFrom peer: String, forwardedFor: [String]) -> String {
    let peer = NetworkAddress.canonical(peer)
    guard trustedProxies.contains(peer) else { return peer }
    let hops = forwardedFor.flatMap { $0.split(separator: ",") }
      .map { NetworkAddress.canonical($0.trimmingCharacters(in: .whitespaces)) }
    return hops.last { !trustedProxies.contains($0) } ?? peer
  }
}
