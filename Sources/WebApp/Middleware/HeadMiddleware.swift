package import Hummingbird

/// Answers HEAD with a head only, whatever the route, an error or the list of methods would have said: a body would be
/// taken for the beginning of the connection's next answer.
package struct HeadMiddleware: RouterMiddleware {
  package typealias Context = LatchkeyRequestContext

  package init() {}

  package func handle(
    _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
  ) async throws -> Response {
    let response = try await next(request, context)
    return request.method == .head ? response.createHeadResponse() : response
  }
}
