import Core
import Hummingbird
import Storage

/// All middleware in order, then all routes.
func buildRouter(services: Services) -> Router<LatchkeyRequestContext> {
  let router = Router(context: LatchkeyRequestContext.self)
  let configuration = services.configuration
  router.add(middleware: ClientAddressMiddleware(trustedProxies: configuration.trustedProxies))
  router.add(middleware: RequestLogMiddleware())
  router.add(middleware: MetricsMiddleware(factory: services.metrics))
  router.add(middleware: SecurityHeadersMiddleware(isSecure: configuration.publicOrigin?.isSecure ?? false))
  router.add(middleware: ErrorMiddleware())
  router.add(middleware: CrossSiteMiddleware(publicOrigin: configuration.publicOrigin))
  router.add(middleware: SessionMiddleware(sessions: services.sessions))
  for routes in services.routes { router.addRoutes(routes) }
  router.addWrongMethodResponses()
  return router
}
