import Core
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Synchronization
import Testing

/// A client that keeps cookies as a browser does and looks at answers as JSON.
final class Browser: Sendable {
  let client: any TestClientProtocol
  private let jar = Mutex<[String: String]>([:])

  init(_ client: any TestClientProtocol) { self.client = client }

  var cookies: [String: String] {
    get { jar.withLock { $0 } }
    set { jar.withLock { $0 = newValue } }
  }

  @discardableResult
  func send(
    _ method: HTTPRequest.Method, _ path: String, json: JSONValue? = nil, text: String? = nil, headers: HTTPFields = [:]
  ) async throws -> Answer {
    var headers = headers
    if !cookies.isEmpty { headers[.cookie] = cookies.map { "\($0)=\($1)" }.joined(separator: "; ") }
    if json != nil { headers[.contentType] = "application/json" }
    let body = (json?.serialized() ?? text).map { ByteBuffer(string: $0) }
    let response = try await client.executeRequest(uri: path, method: method, headers: headers, body: body)
    keep(response.headers[values: .setCookie])
    return Answer(response)
  }

  private func keep(_ setCookies: [String]) {
    for text in setCookies {
      let parts = text.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      jar.withLock { $0[String(parts[0])] = parts[1].isEmpty ? nil : String(parts[1]) }
    }
  }
}

/// An answer and its JSON.
struct Answer: Sendable {
  let status: Int
  let headers: HTTPFields
  let text: String

  init(_ response: TestResponse) {
    status = response.status.code
    headers = response.headers
    text = String(buffer: response.body)
  }

  var json: JSONValue { (try? JSONValue(parsing: text)) ?? .null }
  var code: String? { json["error"]?["code"]?.stringValue }
  var message: String? { json["error"]?["message"]?.stringValue }
}
