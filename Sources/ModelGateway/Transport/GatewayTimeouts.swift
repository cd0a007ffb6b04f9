/// How long a call waits for each phase of an answer.
package struct GatewayTimeouts: Sendable, Hashable {
  /// Until the connection stands and the request is on its way. Bounds: above zero.
  package var connect: Duration
  /// From there until the answer begins; reasoning models think long before they do.
  package var firstByte: Duration
  /// Between two pieces of an answer.
  package var idle: Duration
  /// For the whole of a key check's request.
  package var keyCheck: Duration

  package init(
    connect: Duration = .seconds(10), firstByte: Duration = .seconds(120), idle: Duration = .seconds(60),
    keyCheck: Duration = .seconds(15)
  ) {
    self.connect = connect
    self.firstByte = firstByte
    self.idle = idle
    self.keyCheck = keyCheck
  }
}
