package import Core

/// The one table that decides which features may run on a person's own key.
package enum FeaturePolicy {
  /// Platform features stay on platform keys even when the person brought a key, so that their price holds for
  /// everyone.
  package static func acceptsOwnKey(_ feature: Feature) -> Bool {
    switch feature {
    case .chat, .api: true
    case .deepAnalysis, .codeFix, .codeEdit: false
    }
  }
}
