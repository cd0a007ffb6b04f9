package import KeySealing

/// Whether a person wants a task to be paid with their own key, and the sealed key that came with the request.
package enum OwnKeyChoice: Sendable {
  case off
  /// "Use my own key" is on; nil when the request brought no sealed key for the provider.
  case on(SealedKey?)
}
