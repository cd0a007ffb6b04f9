package import Core

/// How the operator has set up one provider.
package struct ProviderSettings: Sendable {
  /// Where its API is, without a slash at the end; nil when the provider has none (`local` without `LOCAL_BASE_URL`).
  package var baseURL: String?
  /// The platform's key; nil when the provider is offered for own keys only.
  package var platformKey: Secret?

  package init(baseURL: String?, platformKey: Secret?) {
    self.baseURL = baseURL
    self.platformKey = platformKey
  }
}
