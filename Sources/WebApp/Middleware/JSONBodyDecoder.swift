import Core
import Foundation
package import Hummingbird
import NIOCore
import NIOFoundationCompat

/// Reads a JSON body: checks its content type and size, and says which field is wrong.
///
/// Used by `request.decode(as:context:)`; throws `RequestError` and nothing else that a client can cause.
package struct JSONBodyDecoder: RequestDecoder {
  /// How deep the lists and objects of a body may be nested; the deepest that a route takes has three levels.
  package static let deepest = 32

  package init() {}

  package func decode<Body: Decodable>(
    _ type: Body.Type, from request: Request, context: some RequestContext
  ) async throws -> Body {
    guard request.hasJSONContentType else { throw RequestError.contentType }
    let limit = context.maxUploadSize
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
      throw RequestError.tooLarge(limit: limit)
    }
    let body: Data
    do {
      body = Data(buffer: try await request.body.collect(upTo: limit))
    } catch is NIOTooManyBytesError {
      throw RequestError.tooLarge(limit: limit)
    }
    guard !JSONNesting.exceeds(Self.deepest, in: body) else { throw RequestError.tooDeep(levels: Self.deepest) }
    do {
      return try Self.decoder.decode(type, from: body)
    } catch let error as DecodingError {
      throw RequestError(error, body: body)
    }
  }

  private static var decoder: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return decoder
  }
}

extension Request {
  var hasJSONContentType: Bool {
    guard let value = headers[.contentType] else { return false }
    let essence = value.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased()
    return essence == "application/json"
  }
}
