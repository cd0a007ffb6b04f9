import Hummingbird

/// All middleware in order, then all routes.
func buildRouter(services: Services) -> Router<LatchkeyRequestContext> {
  let router = Router(context: LatchkeyRequestContext.self, options: .autoGenerateHeadEndpoints)
  router.addStandardMiddleware(
    configuration: services.configuration, sessions: services.sessions, metrics: services.metrics)
  for routes in services.routes { router.addRoutes(routes) }
  router.addWrongMethodResponses()
  return router
}
