import Core
package import Hummingbird

/// What operators and their tools ask: is it alive, is it ready, how is it doing, what does the API look like.
package struct HealthController: Sendable {
  private let isReady: @Sendable () async -> Bool
  private let isDraining: @Sendable () -> Bool
  private let metrics: PrometheusRegistry

  /// - Parameters:
  ///   - isDraining: whether the server is ending.
  ///   - isReady: whether the database answers; must return within a few seconds.
  package init(
    metrics: PrometheusRegistry, isDraining: @escaping @Sendable () -> Bool = { false },
    isReady: @escaping @Sendable () async -> Bool
  ) {
    self.isDraining = isDraining
    self.metrics = metrics
    self.isReady = isReady
  }

  struct Health: ResponseEncodable {
    let status: String
  }

  package var endpoints: RouteCollection<LatchkeyRequestContext> {
    let routes = RouteCollection(context: LatchkeyRequestContext.self)
    routes.get("/health/live") { _, _ in Health(status: "live") }
    routes.get("/health/ready") { _, _ in
      guard !isDraining() else { throw HealthError.draining }
      guard await isReady() else { throw HealthError.notReady }
      return Health(status: "ready")
    }
    routes.get("/metrics") { _, _ in
      Response(
        status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
        body: .init(byteBuffer: ByteBuffer(string: metrics.text())))
    }
    routes.get("/openapi.json") { _, _ in
      Response(
        status: .ok, headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "no-cache"],
        body: .init(byteBuffer: ByteBuffer(string: APIDescription.document.serialized())))
    }
    return routes
  }
}
