package import Core
import Foundation

extension ModelGateway {
  /// Checks a key, without any request if it can't be a key, otherwise with a free one.
  ///
  /// - Parameters:
  ///   - tested: a model that is then asked for one token, which costs a fraction of a cent, and proves quota and
  /// access
  ///   - chosen: a model that is only looked for among those that the provider lists
  package func checkKey(
    _ key: Secret, at provider: Provider, testing tested: String? = nil, choosing chosen: String? = nil
  ) async -> KeyCheckReport {
    await KeyCheck(transport: transport, provider: provider, key: key).report(testing: tested, choosing: chosen)
  }
}
