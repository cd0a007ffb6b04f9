package import Core

/// How often tasks ended in an error of one code.
package struct ErrorCount: Hashable, Sendable {
  package let code: String
  package let payer: PayerKind
  package let count: Int
}
