/// A whole number of credits. Prices and balances are never negative; a ledger entry's change may be.
///
/// Bounds: sums are checked, so an overflow stops the program in tests and can't happen with amounts up to
/// `Credits.largest`.
package struct Credits: Hashable, Comparable, Sendable, Codable, ExpressibleByIntegerLiteral, CustomStringConvertible {
  package let amount: Int64

  /// The largest amount that one grant, price or adjustment may have: a billion.
  package static let largest = Credits(1_000_000_000)
  package static let zero = Credits(0)

  package init(_ amount: Int64) { self.amount = amount }
  package init(integerLiteral value: Int64) { amount = value }

  package init(from decoder: any Decoder) throws {
    amount = try decoder.singleValueContainer().decode(Int64.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(amount)
  }

  package static func < (left: Self, right: Self) -> Bool { left.amount < right.amount }
  package static func + (left: Self, right: Self) -> Self { Self(left.amount + right.amount) }
  package static func - (left: Self, right: Self) -> Self { Self(left.amount - right.amount) }
  package static prefix func - (value: Self) -> Self { Self(-value.amount) }
  package static func += (left: inout Self, right: Self) { left = left + right }
  package static func -= (left: inout Self, right: Self) { left = left - right }

  package var description: String { amount == 1 || amount == -1 ? "\(amount) credit" : "\(amount) credits" }
}
