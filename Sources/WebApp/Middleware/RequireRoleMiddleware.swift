package import Hummingbird
import Storage

/// Lets only people and guests with a session pass.
package struct RequireUserMiddleware: RouterMiddleware {
  package typealias Context = LatchkeyRequestContext

  package init() {}

  package func handle(
    _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
  ) async throws -> Response {
    _ = try context.requireIdentity()
    return try await next(request, context)
  }
}

/// Lets only administrators pass.
package struct RequireAdminMiddleware: RouterMiddleware {
  package typealias Context = LatchkeyRequestContext

  package init() {}

  package func handle(
    _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
  ) async throws -> Response {
    guard try context.requireIdentity().user.role == .admin else { throw AuthError.adminOnly }
    return try await next(request, context)
  }
}
