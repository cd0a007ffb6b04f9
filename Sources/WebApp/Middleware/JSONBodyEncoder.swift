import Foundation
package import Hummingbird
import NIOFoundationCompat

/// Writes an answer as JSON with snake_case keys; keys of dictionaries (such as details and table cells) are left as
/// they are.
package struct JSONBodyEncoder: ResponseEncoder {
  package init() {}

  package func encode(
    _ value: some Encodable, from request: Request, context: some RequestContext
  ) throws -> Response {
    try Self.response(value)
  }

  /// A JSON answer with `status`.
  package static func response(
    _ value: some Encodable, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
  ) throws -> Response {
    let data = try encoder.encode(value)
    var headers = headers
    headers[.contentType] = "application/json; charset=utf-8"
    headers[.contentLength] = String(data.count)
    return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(data: data)))
  }

  private static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}
