import Foundation
package import Hummingbird

/// Serves the page: `index.html` for the addresses that the page itself routes, its assets, and the frame that draws
/// figures.
package struct StaticController: Sendable {
  private let files: PublicFiles
  private let index: PageTemplate
  private let figure: PageTemplate?

  /// Addresses under which the page may be opened directly.
  package static let pages: [RouterPath] = ["/", "/chats", "/chats/:id", "/account", "/admin", "/sign-in"]

  package init(files: PublicFiles) {
    self.files = files
    index = PageTemplate(files["index.html"].map { String(buffer: $0.content) } ?? "", files: files)
    figure = files["figure.html"].map { PageTemplate(String(buffer: $0.content), files: files) }
  }

  package var endpoints: RouteCollection<LatchkeyRequestContext> {
    let routes = RouteCollection(context: LatchkeyRequestContext.self)
    for page in Self.pages { routes.get(page) { _, _ in self.page() } }
    routes.get("/figure.html") { _, _ in try self.figurePage() }
    routes.get("/favicon.ico") { _, _ in Response.redirect(to: "/assets/icon.svg", type: .normal) }
    routes.get("/assets/**") { request, context in try self.asset(request, context) }
    return routes
  }

  private func page() -> Response {
    let nonce = ContentPolicy.newNonce()
    return Self.html(
      index.render(nonce: nonce), headers: [.contentSecurityPolicy: ContentPolicy.page(nonce: nonce)])
  }

  private func figurePage() throws -> Response {
    guard let figure else { throw RequestError.notFound }
    return Self.html(
      figure.render(nonce: ContentPolicy.newNonce()),
      headers: [.contentSecurityPolicy: ContentPolicy.figure, .xFrameOptions: "SAMEORIGIN"])
  }

  private func asset(_ request: Request, _ context: LatchkeyRequestContext) throws -> Response {
    let path = context.parameters.getCatchAll().map { $0.removingPercentEncoding ?? "" }.joined(separator: "/")
    if path == "figure.html" { return try figurePage() }
    guard let file = files[path], !path.hasSuffix(".html") else { throw RequestError.notFound }
    let isVersioned = request.uri.queryParameters["v"].map(String.init) == file.version
    var headers: HTTPFields = [
      .contentType: file.contentType, .eTag: file.entityTag,
      .cacheControl: isVersioned ? "public, max-age=31536000, immutable" : "no-cache",
      // The frame of figures has an origin of its own and loads its scripts across it.
      .crossOriginResourcePolicy: "cross-origin", .accessControlAllowOrigin: "*",
    ]
    if request.headers[values: .ifNoneMatch].contains(where: { $0.contains(file.entityTag) }) {
      return Response(status: .notModified, headers: headers)
    }
    headers[.contentLength] = String(file.content.readableBytes)
    return Response(status: .ok, headers: headers, body: .init(byteBuffer: file.content))
  }

  private static func html(_ text: String, headers: HTTPFields) -> Response {
    var headers = headers
    let body = ByteBuffer(string: text)
    headers[.contentType] = "text/html; charset=utf-8"
    headers[.contentLength] = String(body.readableBytes)
    headers[.cacheControl] = "no-cache"
    return Response(status: .ok, headers: headers, body: .init(byteBuffer: body))
  }
}
