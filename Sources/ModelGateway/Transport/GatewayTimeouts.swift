/// How long a call waits for each phase of an answer.
package struct GatewayTimeouts: Sendable, Hashable {
  /// Until the connection stands and the request is on its way. Bounds: above zero.
  package var connect: Duration
  /// From there until the first byte of the answer's body.
  package var firstByte: Duration
  /// The least `firstByte` for models that think before they answer: some are silent all the while.
  package var reasoningFirstByte: Duration
  /// Between two pieces of an answer.
  package var idle: Duration
  /// For the whole of a key check, however many requests it makes.
  package var keyCheck: Duration

  package init(
    connect: Duration = .seconds(10), firstByte: Duration = .seconds(120),
    reasoningFirstByte: Duration = .seconds(300), idle: Duration = .seconds(60), keyCheck: Duration = .seconds(15)
  ) {
    self.connect = connect
    self.firstByte = firstByte
    self.reasoningFirstByte = reasoningFirstByte
    self.idle = idle
    self.keyCheck = keyCheck
  }
}
