/// The limits of the door.
package struct MeteringSettings: Sendable {
  /// How long credits stay held without a sign of life; a task that runs gives one every third of it.
  package var holdDuration: Duration
  /// How long one task may run; what is not over by then is ended and free.
  package var longestTask: Duration
  /// How long a person's key may be used after it was entered.
  package var keyLifetime: Duration
  /// Key checks allowed in a minute, by session and by address (K12).
  package var keyChecksPerMinuteBySession: Int
  package var keyChecksPerMinuteByAddress: Int

  package init(
    holdDuration: Duration = .seconds(15 * 60), longestTask: Duration = .seconds(30 * 60),
    keyLifetime: Duration = .seconds(12 * 3600),
    keyChecksPerMinuteBySession: Int = 10, keyChecksPerMinuteByAddress: Int = 30
  ) {
    self.holdDuration = holdDuration
    self.longestTask = longestTask
    self.keyLifetime = keyLifetime
    self.keyChecksPerMinuteBySession = keyChecksPerMinuteBySession
    self.keyChecksPerMinuteByAddress = keyChecksPerMinuteByAddress
  }
}
