import Foundation

/// One event of a stream: its name, when it has one, and its data.
struct ServerSentEvent: Sendable, Equatable {
  var name: String?
  var data: Data
}
