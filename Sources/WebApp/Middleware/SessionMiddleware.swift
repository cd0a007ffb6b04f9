package import Hummingbird

/// Finds out who asks from the session cookie. A cookie that is expired, tampered with or unknown makes a visitor, not
/// an error.
package struct SessionMiddleware: RouterMiddleware {
  package typealias Context = LatchkeyRequestContext
  private let sessions: Sessions

  package init(sessions: Sessions) { self.sessions = sessions }

  package func handle(
    _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
  ) async throws -> Response {
    guard Self.concerns(request.uri.path), let cookie = request.cookies[SessionCookies.session] else {
      return try await next(request, context)
    }
    var context = context
    context.identity = try await sessions.identity(ofCookie: cookie.value)
    return try await next(request, context)
  }

  /// Files and health checks are the same for everyone and need no look into the database.
  private static func concerns(_ path: String) -> Bool {
    !path.hasPrefix("/assets/") && !path.hasPrefix("/health/") && path != "/metrics"
  }
}
