import Core
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import NIOFoundationCompat

/// The simulator's own routes: change a behaviour, read the log, start afresh.
///
/// `POST /simulator/behaviour {"key_contains", "behaviour"}`, `GET /simulator/log`, `POST /simulator/reset`.
struct ControlRoutes: Sendable {
  let state: SimulatorState

  private struct BehaviourChange: Decodable {
    var keyContains: String
    var behaviour: Behaviour

    enum CodingKeys: String, CodingKey {
      case keyContains = "key_contains"
      case behaviour
    }
  }

  func respond(to request: Request, path: String) async throws -> Response {
    switch (request.method, path) {
    case (.get, "/simulator/log"): return try json(state.log)
    case (.post, "/simulator/reset"):
      state.reset()
      return Response(status: .noContent)
    case (.post, "/simulator/behaviour"):
      let body = try await request.body.collect(upTo: 64 * 1024)
      guard let change = try? JSONDecoder().decode(BehaviourChange.self, from: Data(buffer: body)) else {
        let names = Behaviour.allCases.map(\.rawValue).joined(separator: ", ")
        return try json(
          ["error": "Send {\"key_contains\": text, \"behaviour\": one of \(names)}."], status: .badRequest)
      }
      state.setBehaviour(change.behaviour, forKeysContaining: change.keyContains)
      return Response(status: .noContent)
    default: return Response(status: .notFound)
    }
  }

  private func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let body = ByteBuffer(data: try encoder.encode(value))
    return Response(
      status: status, headers: [.contentType: "application/json"], body: ResponseBody(byteBuffer: body))
  }
}
