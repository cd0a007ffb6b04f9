package import Metrics
package import Hummingbird

extension Router where Context == LatchkeyRequestContext {
  /// Adds what every request passes, in order: heads only for HEAD, log, metrics, headers, errors, client's address, cross-site check,
  /// session.
  ///
  /// Add it before any route: a middleware sees only the routes that come after it.
  package func addStandardMiddleware(
    configuration: AppConfiguration, sessions: Sessions, metrics: any MetricsFactory
  ) {
    add(middleware: HeadMiddleware())
    add(middleware: RequestLogMiddleware())
    add(middleware: MetricsMiddleware(factory: metrics))
    add(middleware: SecurityHeadersMiddleware(isSecure: configuration.publicOrigin?.isSecure ?? false))
    add(middleware: ErrorMiddleware())
    add(middleware: ClientAddressMiddleware(trustedProxies: configuration.trustedProxies))
    add(middleware: CrossSiteMiddleware(publicOrigin: configuration.publicOrigin))
    add(middleware: SessionMiddleware(sessions: sessions))
  }
}
