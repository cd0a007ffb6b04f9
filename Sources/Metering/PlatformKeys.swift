package import Core

/// The operator's own provider keys, and with them the providers that can be paid with credits.
package struct PlatformKeys: Sendable {
  private let keys: [Provider: Secret]
  private let local: Bool

  /// `offersLocal`: the operator named an OpenAI-compatible server, which may need no key.
  package init(_ keys: [Provider: Secret], offersLocal: Bool = false) {
    self.keys = keys
    local = offersLocal
  }

  package func offers(_ provider: Provider) -> Bool { provider == .local ? local : keys[provider] != nil }

  func key(for provider: Provider) -> Secret? { keys[provider] }

  /// All of them, for scrubbing what providers say.
  var all: [Secret] { Array(keys.values) }
}
