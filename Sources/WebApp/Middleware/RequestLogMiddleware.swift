package import Hummingbird
import Logging

/// One line for each request: method, route pattern, status and duration. No query, header or body is ever logged.
package struct RequestLogMiddleware: RouterMiddleware {
  package typealias Context = LatchkeyRequestContext

  package init() {}

  package func handle(
    _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
  ) async throws -> Response {
    let started = ContinuousClock.now
    let response = try await next(request, context)
    let status = response.status.code
    return response.observingEnd {
      Self.log(request.method.rawValue, status: status, since: started, context)
    }
  }

  private static func log(_ method: String, status: Int, since started: ContinuousClock.Instant, _ context: Context) {
    let route = context.endpointPath ?? "unknown"
    let isQuiet = route.hasPrefix("/health") || route.hasPrefix("/assets") || route == "/metrics"
    context.logger.log(
      level: isQuiet ? .debug : .info, "Request",
      metadata: [
        "method": .string(method), "route": .string(route), "status": .stringConvertible(status),
        "ms": .stringConvertible((ContinuousClock.now - started) / .milliseconds(1)),
      ])
  }
}
