package import Hummingbird
import HTTPTypes

/// Adds the headers that keep a browser from doing more with an answer than it is meant for; what a route has set
/// itself stays.
package struct SecurityHeadersMiddleware: RouterMiddleware {
  package typealias Context = LatchkeyRequestContext
  private let isSecure: Bool

  /// - Parameter isSecure: whether people reach this server by https; only then are browsers told to insist on it.
  package init(isSecure: Bool) { self.isSecure = isSecure }

  package func handle(
    _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    for (name, value) in Self.standard where response.headers[name] == nil { response.headers[name] = value }
    if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
    if isSecure { response.headers[.strictTransportSecurity] = "max-age=31536000" }
    return response
  }

  private static let standard: [(HTTPField.Name, String)] = [
    (.contentSecurityPolicy, ContentPolicy.data),
    (.xContentTypeOptions, "nosniff"),
    (.referrerPolicy, "no-referrer"),
    (.xFrameOptions, "DENY"),
    (.crossOriginOpenerPolicy, "same-origin"),
    (.crossOriginResourcePolicy, "same-origin"),
    (.permissionsPolicy, "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"),
  ]
}

extension HTTPField.Name {
  static let referrerPolicy = Self("Referrer-Policy")!
  static let xFrameOptions = Self("X-Frame-Options")!
  static let crossOriginOpenerPolicy = Self("Cross-Origin-Opener-Policy")!
  static let permissionsPolicy = Self("Permissions-Policy")!
  static let secFetchSite = Self("Sec-Fetch-Site")!
  static let xForwardedFor = Self("X-Forwarded-For")!
}
