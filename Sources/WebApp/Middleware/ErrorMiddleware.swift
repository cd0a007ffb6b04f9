import Core
package import Hummingbird
import Logging
import NIOCore
import NIOHTTP1

/// Turns every error into the JSON error body with the status of its kind, and logs the unexpected ones, once.
///
/// Texts of foreign errors may quote a request or a provider, so that only their type is logged.
package struct ErrorMiddleware: RouterMiddleware {
  package typealias Context = LatchkeyRequestContext

  package init() {}

  package func handle(
    _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch {
      return try ErrorBody.response(for: explain(error, context))
    }
  }

  private func explain(_ error: any Error, _ context: Context) -> any AppError {
    if let known = Self.known(error) {
      log(known, context)
      return known
    }
    context.logger.error(
      "Unexpected error", metadata: ["error_type": .string(Self.name(of: error)), "code": "internal.error"])
    return InternalError(requestID: context.requestID)
  }

  private static func known(_ error: any Error) -> (any AppError)? {
    switch error {
    case let error as any AppError: error
    case let error as DecodingError: RequestError(error)
    case is NIOTooManyBytesError: RequestError.tooLarge(limit: LatchkeyRequestContext.largestJSONBody)
    case is HTTPParserError: RequestError.malformed
    case is CancellationError: RequestError.interrupted
    case let error as HTTPError: known(error)
    default: nil
    }
  }

  private static func known(_ error: HTTPError) -> RequestError? {
    switch error.status {
    case .notFound: .notFound
    case .methodNotAllowed: .wrongMethod(allowed: [])
    case .contentTooLarge: .tooLarge(limit: LatchkeyRequestContext.largestJSONBody)
    case .unsupportedMediaType: .contentType
    case let status where status.kind == .clientError:
      .invalid(field: nil, reason: error.body ?? "The request could not be understood.")
    default: nil
    }
  }

  private func log(_ error: any AppError, _ context: Context) {
    let metadata: Logger.Metadata = ["code": .string(error.code)]
    switch error.kind {
    case .internal: context.logger.error("Request failed", metadata: metadata)
    case .unavailable, .upstream: context.logger.warning("Request failed", metadata: metadata)
    default: context.logger.debug("Request refused", metadata: metadata)
    }
  }

  /// The error's type, and its case when it is an enum: never what it carries.
  private static func name(of error: any Error) -> String {
    let type = String(reflecting: Swift.type(of: error))
    let mirror = Mirror(reflecting: error)
    guard mirror.displayStyle == .enum else { return type }
    return "\(type).\(mirror.children.first?.label ?? "\(error)")"
  }
}
