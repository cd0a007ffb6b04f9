import Core
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import NIOFoundationCompat

/// Sends a request to the control routes or to the provider that its path belongs to.
struct SimulatorResponder: HTTPResponder {
  let state: SimulatorState
  let configuration: SimulatorConfiguration

  func respond(to request: Request, context: SimulatorContext) async throws -> Response {
    let path = request.uri.path.removingPercentEncoding ?? request.uri.path
    if path.hasPrefix("/simulator/") {
      return try await ControlRoutes(state: state).respond(to: request, path: path)
    }
    let route = WireRoute(method: request.method, path: path, headers: request.headers)
    guard let body = try? await request.body.collect(upTo: configuration.bodyLimit) else {
      return Response(status: .contentTooLarge)
    }
    let query = Dictionary(
      request.uri.queryParameters.map { (String($0.key), String($0.value)) }, uniquingKeysWith: { $1 })
    let incoming = IncomingRequest(
      method: request.method.rawValue, path: path, headers: request.headers, query: query,
      body: try? JSONValue(parsing: Data(buffer: body)))
    guard let route else { return unknownRoute(incoming) }
    let exchange = Exchange(
      route: route, request: incoming, state: state, configuration: configuration,
      connection: ClientConnection(context.channel))
    return try await exchange.respond()
  }

  private func unknownRoute(_ request: IncomingRequest) -> Response {
    let id = state.begin(
      LoggedRequest(id: 0, method: request.method, path: request.path, body: request.body ?? .null, fate: .open))
    state.end(id, status: 404, fate: .complete)
    return Response(
      status: .notFound, headers: [.contentType: "application/json"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: #"{"error":{"message":"Unknown request URL."}}"#)))
  }
}

/// What came in, read once.
struct IncomingRequest: Sendable {
  var method: String
  var path: String
  var headers: HTTPFields
  var query: [String: String]
  /// Nil when the body is no JSON.
  var body: JSONValue?
}
