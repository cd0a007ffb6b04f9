/// The most bytes that a provider may send.
package struct GatewayLimits: Sendable, Hashable {
  /// A whole answer, or a whole stream.
  package var answerBytes: Int
  /// One event of a stream.
  package var eventBytes: Int
  /// The body of an error; what is beyond is not read.
  package var errorBytes: Int

  package init(answerBytes: Int = 32 << 20, eventBytes: Int = 4 << 20, errorBytes: Int = 64 << 10) {
    self.answerBytes = answerBytes
    self.eventBytes = eventBytes
    self.errorBytes = errorBytes
  }
}
