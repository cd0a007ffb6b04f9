/// What took too long.
package enum TimeoutPhase: String, Sendable, Hashable {
  /// The connection was not there in time.
  case connect
  /// The request was sent, and no answer began; a good head with nothing after it is none.
  case firstByte = "first_byte"
  /// The answer began and then fell silent.
  case idle
}
