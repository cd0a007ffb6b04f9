package import Core
package import Hummingbird

/// What is wrong with a request before any feature looks at it.
package enum RequestError: AppError, HTTPStatusError, Equatable {
  /// A field or the whole body is not what the route takes; the sentence says which and why.
  case invalid(field: String?, reason: String)
  case contentType
  case crossSite
  case tooLarge(limit: Int)
  /// The lists and objects of a JSON body are nested deeper than `levels`.
  case tooDeep(levels: Int)
  /// The bytes are no HTTP: a chunk without a size, a body that ends before its length.
  case malformed
  case notFound
  case wrongMethod(allowed: [String])
  /// The server is going down or the client has left.
  case interrupted

  package var code: String {
    switch self {
    case .invalid: "request.invalid"
    case .contentType: "request.content_type"
    case .crossSite: "request.cross_site"
    case .tooLarge: "request.too_large"
    case .tooDeep: "request.too_deep"
    case .malformed: "request.malformed"
    case .notFound: "request.not_found"
    case .wrongMethod: "request.method"
    case .interrupted: "request.interrupted"
    }
  }

  package var kind: ErrorKind {
    switch self {
    case .invalid, .contentType, .wrongMethod, .tooDeep, .malformed: .invalidInput
    case .crossSite: .forbidden
    case .tooLarge: .tooLarge
    case .notFound: .notFound
    case .interrupted: .unavailable
    }
  }

  package var status: HTTPResponse.Status {
    switch self {
    case .invalid, .tooDeep, .malformed: .badRequest
    case .contentType: .unsupportedMediaType
    case .crossSite: .forbidden
    case .tooLarge: .contentTooLarge
    case .notFound: .notFound
    case .wrongMethod: .methodNotAllowed
    case .interrupted: .serviceUnavailable
    }
  }

  package var message: String {
    switch self {
    case .invalid(let field?, let reason): "The field \(field) is wrong: \(reason)"
    case .invalid(nil, let reason): reason
    case .contentType: "Send the body as JSON with the header Content-Type: application/json."
    case .crossSite: "This request came from another site. Open Latchkey itself and try again."
    case .tooLarge(let limit): "The body is larger than the \(limit) bytes that this route takes. Send less at once."
    case .tooDeep(let levels):
      "The lists and objects in the body are nested deeper than \(levels) levels. Send a flatter body."
    case .malformed: "The request's body ended before its length or is cut into chunks wrongly. Send it again."
    case .notFound: "There is nothing at this address. Check the path."
    case .wrongMethod(let allowed): "This address takes \(allowed.joined(separator: ", ")) only."
    case .interrupted: "The request was interrupted. Try again."
    }
  }

  package var details: [String: JSONValue] {
    switch self {
    case .invalid(let field?, _): ["field": .string(field)]
    case .tooLarge(let limit): ["limit_bytes": .int(Int64(limit))]
    case .tooDeep(let levels): ["limit_levels": .int(Int64(levels))]
    case .wrongMethod(let allowed): ["allowed": .array(allowed.map { .string($0) })]
    default: [:]
    }
  }

  package var headers: HTTPFields {
    switch self {
    case .wrongMethod(let allowed): [.allow: allowed.joined(separator: ", ")]
    // Where the next request would begin is unknown.
    case .malformed: [.connection: "close"]
    default: [:]
    }
  }
}
