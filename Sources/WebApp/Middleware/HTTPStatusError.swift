package import Core
package import Hummingbird

/// An error whose HTTP status is not the usual one of its kind, or that brings headers of its own.
///
/// Only errors of this target adopt it: libraries below know no HTTP.
package protocol HTTPStatusError: AppError {
  var status: HTTPResponse.Status { get }
  var headers: HTTPFields { get }
}

extension HTTPStatusError {
  package var headers: HTTPFields { [:] }
}

extension ErrorKind {
  /// The HTTP status of errors of this kind.
  package var status: HTTPResponse.Status {
    switch self {
    case .invalidInput: .unprocessableContent
    case .unauthenticated: .unauthorized
    case .forbidden: .forbidden
    case .notFound: .notFound
    case .conflict: .conflict
    case .insufficientCredits: .init(code: 402, reasonPhrase: "Payment Required")
    case .tooLarge: .contentTooLarge
    case .rateLimited: .tooManyRequests
    case .upstream: .badGateway
    case .unavailable: .serviceUnavailable
    case .internal: .internalServerError
    }
  }
}
