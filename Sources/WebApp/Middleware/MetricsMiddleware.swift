package import Metrics
package import Hummingbird

/// Counts requests by method, route pattern and status class, and measures their duration.
package struct MetricsMiddleware: RouterMiddleware {
  package typealias Context = LatchkeyRequestContext
  private let factory: any MetricsFactory

  package init(factory: any MetricsFactory) { self.factory = factory }

  package func handle(
    _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
  ) async throws -> Response {
    let started = ContinuousClock.now
    let response = try await next(request, context)
    // The route's pattern and the class of the status keep the number of series small.
    let labels = [
      ("method", Self.knownMethods.contains(request.method) ? request.method.rawValue : "other"),
      ("route", context.endpointPath ?? "unknown"),
      ("status", "\(response.status.code / 100)xx"),
    ]
    let factory = self.factory
    return response.observingEnd {
      Counter(label: "latchkey_http_requests_total", dimensions: labels, factory: factory).increment()
      let duration = ContinuousClock.now - started
      Timer(label: "latchkey_http_request_seconds", dimensions: Array(labels.prefix(2)), factory: factory)
        .recordNanoseconds(Int64(duration / .nanoseconds(1)))
    }
  }

  private static let knownMethods: Set<HTTPRequest.Method> = [.get, .head, .post, .put, .patch, .delete, .options]
}
