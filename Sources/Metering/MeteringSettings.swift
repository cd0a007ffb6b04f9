/// The limits of the door.
package struct MeteringSettings: Sendable {
  /// How long credits stay held without a sign of life; a task extends its hold before each call.
  package var holdDuration: Duration
  /// How long a person's key may be used after it was entered.
  package var keyLifetime: Duration
  /// Key checks allowed in a minute, by session and by address (K12).
  package var keyChecksPerMinuteBySession: Int
  package var keyChecksPerMinuteByAddress: Int

  package init(
    holdDuration: Duration = .seconds(15 * 60), keyLifetime: Duration = .seconds(12 * 3600),
    keyChecksPerMinuteBySession: Int = 10, keyChecksPerMinuteByAddress: Int = 30
  ) {
    self.holdDuration = holdDuration
    self.keyLifetime = keyLifetime
    self.keyChecksPerMinuteBySession = keyChecksPerMinuteBySession
    self.keyChecksPerMinuteByAddress = keyChecksPerMinuteByAddress
  }
}
