package import Core

/// Which model a session asks, on whose key, and how.
package struct ModelSettings: Hashable, Sendable {
  package var provider: Provider
  package var model: String
  package var useOwnKey: Bool
  package var temperature: Double?
  package var maxTokens: Int?

  package init(
    provider: Provider, model: String, useOwnKey: Bool, temperature: Double? = nil, maxTokens: Int? = nil
  ) {
    self.provider = provider
    self.model = model
    self.useOwnKey = useOwnKey
    self.temperature = temperature
    self.maxTokens = maxTokens
  }
}
