package import Core

/// How often key checks at one provider ended in one outcome.
package struct KeyCheckCount: Hashable, Sendable {
  package let provider: Provider
  package let outcome: String
  package let count: Int
}
