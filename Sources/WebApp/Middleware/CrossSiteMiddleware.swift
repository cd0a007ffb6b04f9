import Foundation
package import Hummingbird

/// Refuses requests that change something and that another site made a browser send.
///
/// Cookies are `SameSite=Strict` as well; this holds in browsers that know only one of the two. Programs send neither
/// header and pass.
package struct CrossSiteMiddleware: RouterMiddleware {
  package typealias Context = LatchkeyRequestContext
  private let publicOrigin: PublicOrigin?

  /// - Parameter publicOrigin: the one origin that is ours; nil takes the host that the request was sent to.
  package init(publicOrigin: PublicOrigin?) { self.publicOrigin = publicOrigin }

  package func handle(
    _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
  ) async throws -> Response {
    let isSafe = request.method == .get || request.method == .head || request.method == .options
    guard isSafe || isOwn(request) else { throw RequestError.crossSite }
    return try await next(request, context)
  }

  private func isOwn(_ request: Request) -> Bool {
    if let site = request.headers[.secFetchSite], site != "same-origin", site != "none" { return false }
    guard let origin = request.headers[.origin] else { return true }
    return origin == publicOrigin?.text || isHost(of: request, origin: origin)
  }

  private func isHost(of request: Request, origin: String) -> Bool {
    guard publicOrigin == nil, let host = request.head.authority,
      let parts = URLComponents(string: origin), let originHost = parts.host
    else { return false }
    let port = parts.port.map { ":\($0)" } ?? ""
    return (originHost + port).lowercased() == host.lowercased()
  }
}
