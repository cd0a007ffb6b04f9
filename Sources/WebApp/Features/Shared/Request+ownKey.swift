import Core
import Hummingbird
import KeySealing
import Metering
import Storage

extension Request {
  /// The sealed key that came with the request for a provider; nothing about it is proved yet.
  func sealedKey(for provider: Provider) -> SealedKey? {
    guard let value = cookies[SessionCookies.key(of: provider)]?.value, !value.isEmpty else { return nil }
    return SealedKey(unverified: value)
  }

  /// What the session's settings say about the own key, with the sealed key that came along.
  func ownKey(for provider: Provider, settings: ModelSettings) -> OwnKeyChoice {
    settings.useOwnKey ? .on(sealedKey(for: provider)) : .off
  }
}
