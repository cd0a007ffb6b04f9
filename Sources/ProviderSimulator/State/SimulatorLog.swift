package import Core

/// What the simulator saw, for tests: requests in their order and the fate of their connections.
package struct SimulatorLog: Sendable, Codable, Equatable {
  package var requests: [LoggedRequest] = []
  /// Chat answers that are being sent now.
  package var openStreams = 0
  /// Requests whose client left before the answer was complete.
  package var closedEarly = 0

  enum CodingKeys: String, CodingKey {
    case requests
    case openStreams = "open_streams"
    case closedEarly = "closed_early"
  }

  /// The newest requests that are kept; older ones are dropped.
  static let longest = 500
}

/// One request as the provider saw it. The key itself is never kept.
package struct LoggedRequest: Sendable, Codable, Equatable {
  package var id: Int
  package var method: String
  package var path: String
  package var provider: Provider?
  package var behaviour: Behaviour?
  /// Equal for equal keys as long as the simulator runs, and of no use after; nil without a key.
  package var keyHash: String?
  /// The body as JSON; null when there was none or it was no JSON.
  package var body: JSONValue
  package var status: Int?
  package var fate: RequestFate

  enum CodingKeys: String, CodingKey {
    case id, method, path, provider, behaviour, body, status, fate
    case keyHash = "key_hash"
  }
}

/// How a request ended.
package enum RequestFate: String, Sendable, Codable {
  case open, complete
  /// The client left before the answer was complete.
  case closedEarly = "closed_early"
  /// The simulator cut the connection on purpose.
  case cut
}
