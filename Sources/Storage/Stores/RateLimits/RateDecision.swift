/// Whether one more request may be made now.
package struct RateDecision: Hashable, Sendable {
  package let isAllowed: Bool
  /// How many more are allowed in this window.
  package let remaining: Int
  /// How long until the window ends; zero when the request is allowed.
  package let retryAfter: Duration

  package init(isAllowed: Bool, remaining: Int, retryAfter: Duration) {
    self.isAllowed = isAllowed
    self.remaining = remaining
    self.retryAfter = retryAfter
  }
}
